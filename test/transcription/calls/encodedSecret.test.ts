import { base64Forms, hexForm } from '../../../transcription/calls/encodedSecret';

test('a secret has a Base64 form for each place among three bytes', () => {
  expect(base64Forms('abc')).toEqual(['YWJj', 'FiY', 'hYm']);
});

test('each form occurs wherever a secret is encoded together with other text', () => {
  const secret = 'sk-0123456789';
  for (const before of ['', 'a', 'ab', 'abc']) {
    const encoded = Buffer.from(`${before}${secret} and more`).toString('base64');
    expect(base64Forms(secret).filter((form) => encoded.includes(form))).toHaveLength(1);
  }
});

test('both alphabets of Base64 are covered', () => {
  expect(base64Forms('~~~???')).toEqual(expect.arrayContaining(['fn5+Pz8/', 'fn5-Pz8_']));
});

test('hexadecimal digits may be large or small', () => {
  const pattern = new RegExp(`^${hexForm('key')}$`);
  expect(['6b6579', '6B6579', '6b:65:79', '6B 65 79'].every((text) => pattern.test(text))).toBe(true);
  expect(pattern.test('6b6578')).toBe(false);
});
