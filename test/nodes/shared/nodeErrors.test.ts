import { type IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { toNodeError, withoutQueries } from '../../../nodes/shared/nodeErrors';
import { TranscriptionError } from '../../../transcription/errors';

test.each([
  ['as it is', 'https://n8n.example.com/webhook/7?ticket=v1.a.b', 'https://n8n.example.com/webhook/7'],
  ['in capitals', 'HTTPS://n8n.example.com/webhook/7?ticket=v1.a.b', 'HTTPS://n8n.example.com/webhook/7'],
  [
    'in JSON that escapes slashes',
    '{"url":"https:\\/\\/n8n.example.com\\/7?ticket=v1.a.b"}',
    '{"url":"https:\\/\\/n8n.example.com\\/7"}',
  ],
  ['behind a hash', 'https://example.com/a#token', 'https://example.com/a'],
])('a URL in a text %s is shown without its query', (_how, text, shown) => {
  expect(withoutQueries(`Not reachable: ${text} (code 7)`)).toBe(`Not reachable: ${shown} (code 7)`);
});

test.each(['http://', 'https:\\/\\/', 'http://a/ ', 'http://a?b ', 'https', ':/', '?', '#'])(
  'a text of a million times %j is searched in one pass',
  (piece) => {
    expect(withoutQueries(piece.repeat(1_000_000)).length).toBeGreaterThan(0);
  },
);

const node = { name: 'Transcribe', type: 'transcribe', parameters: {} };

function executing({ aborted = false } = {}) {
  const warn = jest.fn();
  const execution = z.custom<IExecuteFunctions>().parse({
    getNode: () => node,
    getExecutionCancelSignal: () => (aborted ? AbortSignal.abort() : undefined),
    logger: { warn },
  });
  return { execution, warn };
}

const paid = 'Tasks of other items were submitted (item 1: task_1).';

describe('the list of what was paid for other items', () => {
  const { execution } = executing();
  const apiNode = z.custom<ConstructorParameters<typeof NodeApiError>[0]>().parse(node);

  test.each<[string, unknown, string]>([
    [
      'our own',
      new TranscriptionError('Refused.', { code: 'rejected', description: 'Try again.' }),
      'Refused.',
    ],
    ['a bug', new TypeError('x is undefined'), 'x is undefined'],
    ['what is no error', 'gone', 'gone'],
    ["n8n's own", new NodeOperationError(apiNode, 'No credential'), 'No credential'],
    [
      "n8n's own of an API",
      new NodeApiError(apiNode, { message: 'Bad' }, { message: 'Bad', description: 'Look.' }),
      'Bad',
    ],
  ])('stays with an error that is %s', (_whose, error, message) => {
    const shown = toNodeError(execution, error, 3, paid);
    expect(shown.message).toBe(message);
    expect(shown.description).toContain(paid);
    // Showing the error again does not repeat the list.
    expect(toNodeError(execution, shown, 3, paid).description).toBe(shown.description);
  });

  test("comes after the error's own advice", () => {
    const own = new TranscriptionError('Refused.', { code: 'rejected', description: 'Try again.' });
    expect(toNodeError(execution, own, 3, paid).description).toBe(`Try again. ${paid}`);
    const theirs = new NodeOperationError(apiNode, 'Bad', { description: 'Look.' });
    expect(toNodeError(execution, theirs, 3, paid).description).toBe(`Look. ${paid}`);
  });

  test('does not replace the word by which n8n recognises a cancelled execution', () => {
    const cancelled = executing({ aborted: true }).execution;
    expect(toNodeError(cancelled, new TypeError('x'), 3, paid).message).toBe('The execution was canceled');
  });
});

test('errors from elsewhere are shown without queries, too', () => {
  const { execution } = executing();
  const shown = toNodeError(execution, new TypeError('Invalid URL https://example.com/a?token=hush'), 0);
  expect(shown.message).toBe('Invalid URL https://example.com/a');
});

describe('a paid answer that is unreadable', () => {
  const unreadable = (answer: string) =>
    new TranscriptionError('The answer could not be read (ECONNRESET).', {
      code: 'badAnswer',
      description: 'Check the model.',
      answer,
    });

  test('is shown at the end, after what to do and what was paid for', () => {
    const { execution } = executing();
    const shown = toNodeError(execution, unreadable('{"oops":1}'), 0, paid);
    expect(shown.description).toBe(`Check the model. ${paid} What came instead: {"oops":1}`);
    expect(shown.message).toBe('The answer could not be read (ECONNRESET).');
  });

  test('is cut where it is shown, but complete in the context and in the log', () => {
    const { execution, warn } = executing();
    const answer = `${'a'.repeat(1_999)}🎧${'b'.repeat(10_000)}`;
    const shown = toNodeError(execution, unreadable(answer), 0);
    expect(shown.description).toBe(`Check the model. What came instead: ${'a'.repeat(1_999)} […]`);
    expect(shown.context.answer).toBe(answer);
    expect(warn).toHaveBeenCalledWith(
      `The answer could not be read (ECONNRESET). What came instead: ${answer}`,
    );
  });

  test('is logged once, however often its error is shown', () => {
    const { execution, warn } = executing();
    const error = unreadable('Hello');
    toNodeError(execution, error, 0);
    toNodeError(execution, error, 0, paid);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test('is shown without queries, and takes one line in the log', () => {
    const { execution, warn } = executing();
    const shown = toNodeError(
      execution,
      unreadable('see\nhttps://example.com/a?token=hush\r\n\u001b[31mred'),
      0,
    );
    expect(warn.mock.calls).toEqual([
      ['The answer could not be read (ECONNRESET). What came instead: see https://example.com/a [31mred'],
    ]);
    expect(JSON.stringify([shown.description, shown.context])).not.toContain('hush');
  });

  test('is not mentioned when there is none', () => {
    const { execution, warn } = executing();
    const shown = toNodeError(execution, new TranscriptionError('Refused.', { code: 'rejected' }), 0);
    expect(shown.description ?? '').toBe('');
    expect(shown.context).not.toHaveProperty('answer');
    expect(warn).not.toHaveBeenCalled();
  });
});
