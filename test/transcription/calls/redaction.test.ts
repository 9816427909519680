import { withoutSecret } from '../../../transcription/calls/redaction';

describe("a key that can't be a word", () => {
  const redact = withoutSecret('sk-a+b/c==01');

  test.each([
    ['as it is', 'sk-a+b/c==01'],
    ['as it stands in a URL', 'sk-a%2Bb%2Fc%3D%3D01'],
    ['as it stands in a URL, in small letters', 'sk-a%2bb%2fc%3d%3d01'],
    ['in JSON that escapes slashes', 'sk-a+b\\/c==01'],
    ['in such JSON within a text of JSON', 'sk-a+b\\\\\\/c==01'],
    ['in JSON that escapes what is no letter', 'sk\\u002da\\u002Bb\\u002fc\\u003d\\u003d01'],
    ['as a part of something', 'xsk-a+b/c==01x'.slice(1, -1)],
  ])('%s is removed everywhere', (_how, repeated) => {
    expect(redact(`{"msg":"Bad key ${repeated}."}`)).toBe('{"msg":"Bad key ***."}');
    expect(redact(`<p>${repeated}x`)).toBe('<p>***x');
  });

  test('otherwise leaves a text unchanged', () => {
    expect(redact('sk-a b/c==01')).toBe('sk-a b/c==01');
  });

  test.each(['abcdefghijklmnopqrstuvwx', '012345678901234567890123'])(
    'may be %s, since no word or number is that long',
    (secret) => {
      expect(withoutSecret(secret)(`Not ${secret}`)).toBe('Not ***');
    },
  );
});

describe('a key that is encoded', () => {
  const secret = 'sk-a+b/c==01?~ÿ';
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const hex = (text: string, between = '') =>
    Array.from(Buffer.from(text), (byte) => between + byte.toString(16).padStart(2, '0')).join('');

  test.each([
    ['in Base64', base64(secret)],
    ['in Base64 for URLs', Buffer.from(secret).toString('base64url')],
    ['in Base64 within a URL', encodeURIComponent(base64(secret))],
    ['in Base64 within JSON that escapes slashes', base64(secret).replace(/\//g, '\\/')],
    ['in hexadecimal', hex(secret)],
    ['in capital hexadecimal', hex(secret).toUpperCase()],
    ['in hexadecimal with colons', hex(secret, ':').slice(1)],
    ['in hexadecimal with spaces', hex(secret, ' ').slice(1)],
    ['as escaped bytes', hex(secret, '\\x').slice(2)],
    ['in a URL in which everything is encoded', hex(secret, '%').slice(1)],
    ['in a URL within a URL', encodeURIComponent(encodeURIComponent(secret.slice(0, -1))) + 'ÿ'],
  ])('%s is removed everywhere', (_how, repeated) => {
    expect(withoutSecret(secret)(`{"msg":"Bad key ${repeated}."}`)).toBe('{"msg":"Bad key ***."}');
  });

  test.each(['', 'a', 'ab', 'abc', 'user:', 'Bearer '])(
    'behind %j is removed from the Base64 of both',
    (before) => {
      for (const after of ['', 'a', 'ab', 'abc']) {
        const cleaned = withoutSecret(secret)(base64(before + secret + after));
        expect(cleaned).toContain('***');
        // What is left is of the texts around it, and of no more than a byte of the key at each end.
        const most = base64(before).length + base64(after).length + 4;
        expect(cleaned.replace('***', '').length).toBeLessThanOrEqual(most);
      }
    },
  );

  test('is removed even if it may be a word', () => {
    expect(withoutSecret('my-gateway-key')(base64('my-gateway-key'))).toBe('***');
    expect(withoutSecret('my-gateway-key')(hex('my-gateway-key'))).toBe('***');
  });

  test('but too short to tell leaves a text as it is', () => {
    const said = `${base64('the')} ${hex('the')} ${base64('1234')} ${hex('1234')}`;
    expect(withoutSecret('the')(said)).toBe(said);
    expect(withoutSecret('1234')(said)).toBe(said);
  });
});

describe('a key that may be a word', () => {
  const words = [
    'key',
    '1234',
    'a',
    'test',
    'секрет',
    'transcription',
    '79991234567',
    'my-gateway-key',
    'at your service',
  ];

  test.each(words)('such as %s leaves a transcript as it is', (secret) => {
    const said = `The ${secret}, "${secret}" and ${secret}: key ${secret}. Token ${secret}!`;
    const answer = JSON.stringify({ text: said, words: [{ text: secret, start: 0, key: secret.length }] });
    expect(withoutSecret(secret)(answer)).toBe(answer);
    expect(withoutSecret(secret)(said.repeat(2))).toBe(said.repeat(2));
  });

  test.each([
    ['Authorization: Bearer 1234', 'Authorization: Bearer ***'],
    ['Authorization: 1234', 'Authorization: ***'],
    ['GET /user/quota?key=1234 HTTP/1.1', 'GET /user/quota?key=*** HTTP/1.1'],
    ['?url=%3Fkey%3D1234', '?url=%3Fkey%3D***'],
    ['apiKey=1234&a=b', 'apiKey=***&a=b'],
    ['{"key":"1234"}', '{"key":"***"}'],
    ['{"api_key": "1234"}', '{"api_key": "***"}'],
    ['{"authorization":"Bearer 1234"}', '{"authorization":"Bearer ***"}'],
    ['{"msg":"{\\"token\\":\\"1234\\"}"}', '{"msg":"{\\"token\\":\\"***\\"}"}'],
    ['Incorrect API key provided: 1234.', 'Incorrect API key provided: ***.'],
    ['Invalid api key: "1234"', 'Invalid api key: "***"'],
  ])('is removed where it appears as a credential: %s', (text, shown) => {
    expect(withoutSecret('1234')(text)).toBe(shown);
  });

  test('is not mistaken for the start of a longer one', () => {
    expect(withoutSecret('1234')('{"key":"12345"}, Bearer 1234a')).toBe('{"key":"12345"}, Bearer 1234a');
  });
});

test('without a key nothing is removed', () => {
  expect(withoutSecret('')('Bearer , key=')).toBe('Bearer , key=');
});

test.each(['\\', 'Bearer ', '"key":"', '\\u002d', 's', 'sk-', 'key=', ' '])(
  'a text of a million times %j is searched in one pass',
  (piece) => {
    const text = piece.repeat(1_000_000);
    expect(withoutSecret('sk-0123-4567-89')(text)).toBe(text);
    expect(withoutSecret('-1234')(text)).toBe(text);
  },
);
