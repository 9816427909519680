import { readAnswer } from '../../../../nodes/shared/http/readAnswer';
import { readResponse } from '../../../../nodes/shared/http/rawResponse';
import { TransportError } from '../../../../transcription/calls/http';
import { parseJson } from '../../../../transcription/calls/json';

const textOf = async (response: unknown) => await readAnswer(readResponse(response).body, 1_000, 1_000);

describe('headers', () => {
  const headersOf = (headers: unknown) => readResponse({ statusCode: 200, headers, body: '' }).headers;

  test('have lower-case names', () => {
    expect(headersOf({ 'Retry-After': '5', 'content-length': 7 })).toEqual({
      'retry-after': '5',
      'content-length': '7',
    });
  });

  test('that occur several times are joined', () => {
    expect(headersOf({ via: ['a', 'b'] })).toEqual({ via: 'a, b' });
  });

  test.each<[string, unknown]>([
    ['are none', undefined],
    ['are null', null],
    ['are a text', 'retry-after: 5'],
    [
      'hold what is no text',
      { a: null, b: undefined, c: {}, d: Symbol('d'), e: Object.fromEntries([]), f: () => 7 },
    ],
    ['have a class of their own', new Map([['a', 'b']])],
  ])('do not cost an answer when they %s', async (_what, headers) => {
    expect(headersOf(headers)).toEqual({});
    expect(await textOf({ statusCode: 200, headers, body: 'Hello' })).toBe('Hello');
  });

  test('with the names of object properties do not affect prototypes', () => {
    const { headers } = readResponse({ statusCode: 200, headers: parseJson('{"__proto__":"a"}'), body: '' });
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
  });
});

describe('the status', () => {
  test.each([200, 404, 524, 999])('is %d', (statusCode) => {
    expect(readResponse({ statusCode, headers: {}, body: '' }).status).toBe(statusCode);
  });

  test('may be a string', () => {
    expect(readResponse({ statusCode: '503' }).status).toBe(503);
  });

  test.each([
    undefined,
    null,
    'text',
    7,
    {},
    { statusCode: null },
    { statusCode: '' },
    { statusCode: Number.NaN },
  ])(
    'is required: without it, the request may have done its work, and nobody knows (case %#)',
    (response) => {
      const reading = () => readResponse(response);
      expect(reading).toThrow(TransportError);
      expect(reading).toThrow('the answer has no status');
    },
  );
});
