import {
  askedToWait,
  hasLeft,
  resumeAnswer,
  isAnsweredByN8n,
} from '../../../../nodes/shared/webhooks/resumeAnswer';

const movedOn = [
  ['the execution has finished', 409, 'The execution "7 has finished already.'],
  ['it has finished with an error', 409, 'The execution "7" has finished with error.'],
  ['it was deleted', 404, 'The execution "7" does not exist.'],
  [
    'another node waits',
    404,
    'The workflow for execution "7" does not contain a waiting webhook with a matching path/method.',
  ],
] as const;

describe('there is nobody left to call', () => {
  test.each(movedOn)('when n8n says that %s', (_, statusCode, message) => {
    expect(resumeAnswer({ statusCode, body: { code: statusCode, message } })).toBe('gone');
    expect(hasLeft({ statusCode, body: { code: statusCode, message } })).toBe(true);
  });

  test('when the node itself refuses', () => {
    expect(resumeAnswer({ statusCode: 403, body: { status: 'refused' } })).toBe('gone');
  });
});

test.each(['waiting', 'resuming', 'itself', 'received'])(
  'a node that answers "%s" has accepted the ring',
  (status) => {
    expect(resumeAnswer({ statusCode: 200, body: { status } })).toBe('accepted');
  },
);

describe('it has to be called again', () => {
  test.each([
    ['while the run is being stored', 409, { message: 'The execution "7" is running already.' }],
    ['when the provider could not be asked', 503, { status: 'unavailable' }],
    ['while the task has not ended', 503, { status: 'waiting' }],
    ['when n8n is overloaded', 429, {}],
    [
      'when the workflow is not published for a moment',
      404,
      { message: 'The requested webhook is not registered.' },
    ],
    ['when a proxy asks who is there', 401, { status: 'refused' }],
    ['when a proxy forbids it', 403, '<html>Forbidden</html>'],
    ['when a proxy forbids it in JSON', 403, { status: 'forbidden', message: 'Forbidden' }],
    ['when a proxy sends elsewhere', 302, ''],
    ['when a proxy knows no such page', 404, '404 page not found'],
    ['when a proxy does not reach n8n', 502, { message: 'execution finished' }],
    ['when a proxy has a page of its own', 200, '<html>Welcome</html>'],
    ['when a proxy says that all is well', 200, { status: 'ok' }],
  ])('%s', (_, statusCode, body) => {
    expect(resumeAnswer({ statusCode, body })).toBe('retry');
  });

  test.each([undefined, null, 'text', {}, { statusCode: '200', body: { status: 'waiting' } }])(
    'when there is no valid answer: %j',
    (answer) => {
      expect(resumeAnswer(answer)).toBe('retry');
      expect(isAnsweredByN8n(answer)).toBe(false);
    },
  );
});

describe('the answer', () => {
  test.each([
    [200, { status: 'received' }],
    [403, { status: 'refused' }],
    [503, { status: 'busy' }],
    [404, { message: 'The requested webhook "POST 1/apikley" is not registered.' }],
    [409, { message: 'The execution "7" is running already.' }],
  ])('came from n8n: %i %j', (statusCode, body) => {
    expect(isAnsweredByN8n({ statusCode, body })).toBe(true);
  });

  test.each([
    [401, { message: 'Unauthorized' }],
    [403, { status: 'forbidden' }],
    [302, ''],
    [404, '404 page not found'],
    [502, '<html></html>'],
    [502, { message: 'The server behind is running, but does not answer.' }],
    [200, '<html></html>'],
    [200, { status: 'ok' }],
  ])('did not come from n8n: %i %j', (statusCode, body) => {
    expect(isAnsweredByN8n({ statusCode, body })).toBe(false);
  });
});

test('a node asks in its own words to be called again', () => {
  for (const status of ['busy', 'waiting', 'unknown', 'unavailable']) {
    expect(askedToWait({ statusCode: 503, body: { status } })).toBe(status);
  }
  expect(askedToWait({ statusCode: 503, body: { status: 'down' } })).toBeUndefined();
  expect(askedToWait({ statusCode: 200, body: { status: 'waiting' } })).toBeUndefined();
});
