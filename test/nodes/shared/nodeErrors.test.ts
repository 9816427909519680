import { withoutQueries } from '../../../nodes/shared/nodeErrors';

test.each([
  ['as it is', 'https://n8n.example.com/webhook/7?ticket=v1.a.b', 'https://n8n.example.com/webhook/7'],
  ['in capitals', 'HTTPS://n8n.example.com/webhook/7?ticket=v1.a.b', 'HTTPS://n8n.example.com/webhook/7'],
  [
    'in JSON that escapes slashes',
    '{"url":"https:\\/\\/n8n.example.com\\/7?ticket=v1.a.b"}',
    '{"url":"https:\\/\\/n8n.example.com\\/7"}',
  ],
  ['behind a hash', 'https://example.com/a#token', 'https://example.com/a'],
])('a URL that stands in a text %s is shown without its query', (_how, text, shown) => {
  expect(withoutQueries(`Not reachable: ${text} (code 7)`)).toBe(`Not reachable: ${shown} (code 7)`);
});
