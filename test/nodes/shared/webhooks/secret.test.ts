import { newSecret, sameSecret } from '../../../../nodes/shared/webhooks/secret';

describe('a new secret', () => {
  test('is never repeated', () => {
    const secrets = Array.from({ length: 1_000 }, newSecret);
    expect(new Set(secrets).size).toBe(1_000);
  });

  test('has 192 bits, in characters that need no escaping in a URL', () => {
    for (const secret of Array.from({ length: 100 }, newSecret)) {
      expect(secret).toMatch(/^[\w-]{32}$/);
      expect(Buffer.from(secret, 'base64url')).toHaveLength(24);
      expect(encodeURIComponent(secret)).toBe(secret);
    }
  });
});

describe('two secrets', () => {
  const secret = newSecret();

  test('are the same when every character is', () => {
    expect(sameSecret(`${secret.slice(0, 5)}${secret.slice(5)}`, secret)).toBe(true);
    expect(sameSecret('Ключ 🔑', 'Ключ 🔑')).toBe(true);
  });

  test('differ when any one character does', () => {
    for (let at = 0; at < secret.length; at += 1) {
      const other = secret[at] === 'a' ? 'b' : 'a';
      expect(sameSecret(secret.slice(0, at) + other + secret.slice(at + 1), secret)).toBe(false);
    }
  });

  test.each([
    ['empty', ''],
    ['shorter', secret.slice(0, -1)],
    ['longer', `${secret}a`],
    ['in capitals', `${secret}a`.toUpperCase()],
    ['between blanks', ` ${secret} `],
  ])('differ when one is %s, without throwing an error', (_how, given) => {
    expect(sameSecret(given, secret)).toBe(false);
  });

  test.each([
    [undefined],
    [null],
    [0],
    [true],
    [{}],
    [[]],
    [[secret]],
    [{ toString: () => secret }],
    [Buffer.from(secret)],
  ])('differ when the given one is not a string (case %#)', (given) => {
    expect(sameSecret(given, secret)).toBe(false);
    expect(sameSecret(given, String(given))).toBe(false);
  });
});
