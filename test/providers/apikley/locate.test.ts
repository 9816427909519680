import { locateResult, readResultFile } from '../../../providers/apikley/locate';

describe('where the result is', () => {
  const result = { text: 'Hello.', words: [] };

  test.each<[string, unknown]>([
    ['in resultObject, as JSON in a string', JSON.stringify({ resultObject: result })],
    ['at the root', JSON.stringify(result)],
    ['in an object that is no string', { resultObject: result }],
    [
      'in resultObject, although a URL is there, too',
      { resultObject: result, resultUrls: ['https://a.example/r'] },
    ],
    ['at the root, although a URL is there, too', { ...result, resultUrls: ['https://a.example/r'] }],
  ])('%s', (_where, resultJson) => {
    expect(locateResult(resultJson)).toMatchObject({
      at: 'here',
      result: { channels: [{ text: 'Hello.' }] },
    });
  });

  test('behind the first URL', () => {
    const resultUrls = ['https://a.example/r?sig=1', 'https://b.example/r'];
    expect(locateResult(JSON.stringify({ resultUrls }))).toEqual({ at: 'url', url: resultUrls[0] });
  });

  test.each<[string, unknown]>([
    ['an empty string', ''],
    ['blanks', ' \n'],
    ['null', null],
    ['null as JSON', 'null'],
    ['an empty object', '{}'],
    ['an empty object with blanks', ' { } '],
    ['no result', '{"resultObject":null}'],
    ['an empty text as the result', '{"resultObject":""}'],
    ['an empty result', '{"resultObject":{}}'],
    ['an empty result as JSON in a string', '{"resultObject":"{}"}'],
    ['a result of which nothing is filled', '{"resultObject":{"text":null,"words":null}}'],
    ['a result of which only the language is filled', '{"resultObject":{"language_code":"eng","text":null}}'],
    ['no URLs either', '{"resultUrls":null,"resultObject":{}}'],
    ['an empty list of URLs', '{"resultUrls":[]}'],
  ])('nowhere: %s', (_what, resultJson) => {
    expect(locateResult(resultJson)).toEqual({ at: 'nowhere' });
  });

  test.each([
    '{"resultObject":{"text":"","words":[]}}',
    '{"resultObject":{"text":""}}',
    '{"resultObject":{"language_code":"eng","text":null,"words":[]}}',
    '{"resultObject":{"text":"","words":[{"text":" ","type":"spacing"}]}}',
    '{"text":""}',
  ])('here, because the result of a silent recording says so: %s', (resultJson) => {
    expect(locateResult(resultJson)).toMatchObject({ at: 'here' });
  });

  test('here, after a byte order mark', () => {
    expect(locateResult('\ufeff{"resultObject":"\ufeff{\\"text\\":\\"Hello.\\"}"}')).toMatchObject({
      at: 'here',
      result: { channels: [{ text: 'Hello.' }] },
    });
  });

  test.each([
    ...['not JSON', '{"resultObject":', '[]', '"text"', '7', '{"resultObject":7}', '{"resultObject":"text"}'],
    ...[
      '{"resultObject":{"text":7}}',
      '{"resultObject":{"words":{}}}',
      '{"resultObject":{"foo":1}}',
      '{"foo":1}',
      '{"resultObject":{"language_code":"eng","words":7}}',
      '{"resultObject":{"language_code":"eng","transcripts":[{}]}}',
    ],
    ...['{"resultObject":{"text":"","words":[1,1]}}', '{"resultObject":{"transcripts":[{},{}]}}'],
  ])('in an unsupported form, which is neither silence nor a pending result: %s', (text) => {
    expect(locateResult(text)).toBeUndefined();
  });

  test.each([
    { error: 'AccessDenied', text: 'Signature expired' },
    { code: 'NoSuchKey', message: 'Not found', text: 'The file is gone.' },
    { code: 403, msg: 'Expired', text: 'Expired' },
  ])('in an unsupported form: what a storage host sends in place of a file, %j', (page) => {
    expect(locateResult(JSON.stringify(page))).toBeUndefined();
    expect(readResultFile(JSON.stringify(page))).toBeUndefined();
  });

  test('here, although a field says that there was no error', () => {
    const result = { text: 'Hello.', error: null, code: 200 };
    expect(locateResult(JSON.stringify(result))).toMatchObject({ at: 'here' });
    expect(readResultFile(JSON.stringify({ ...result, message: 'ok', words: [] }))).toBeDefined();
  });
});

test.each([
  'file:///etc/passwd',
  'data:application/json,{"text":"x"}',
  'ftp://example.com/a.json',
  'javascript:0',
])('a result is fetched only from web servers: %s', (url) => {
  expect(locateResult(JSON.stringify({ resultUrls: [url] }))).toBeUndefined();
});

test.each([7, 'https://example.com/a.json', ['nonsense'], [7], {}])(
  'a result in an unusable place (%j) is not mistaken for silence',
  (resultUrls) => {
    expect(locateResult(JSON.stringify({ resultUrls }))).toBeUndefined();
    expect(locateResult(JSON.stringify({ resultUrls, resultObject: {} }))).toBeUndefined();
  },
);

test.each(['', ' ', 'null', '{}', '[]'])(
  'a result file with %j is not silence, but not there yet',
  (text) => {
    expect(readResultFile(text)).toBeUndefined();
  },
);

test('a result file that says that nothing was said is silence', () => {
  expect(readResultFile('{"text":""}')).toMatchObject({ result: { channels: [{ text: '' }] } });
});

describe('where a result looks like another thing', () => {
  test.each<[unknown]>([
    [{ text: 'Hello.', message: 'ok' }],
    [{ text: 'Hello.', msg: 'ok', code: null }],
    [{ text: 'Hello.', code: 7, message: '' }],
    [{ text: 'Hello.', error: '' }],
    [{ text: 'Hello.', error: 'No', words: [] }],
  ])('it is one: %j', (result) => {
    expect(locateResult(result)).toMatchObject({ at: 'here' });
  });

  test.each<[unknown]>([
    [{ resultObject: { language_code: 'eng', text: 7 } }],
    [{ resultObject: { language_code: 7 } }],
    [{ language_code: 'eng', foo: 1, resultObject: { foo: 1 } }],
    [{ language_code: 'eng', resultUrls: [null] }],
  ])('it is none, and not about to come: %j', (result) => {
    expect(locateResult(result)).toBeUndefined();
  });

  test.each<[unknown]>([
    [{ resultObject: { text: undefined, words: null } }],
    [{ language_code: 'eng', resultObject: ' ' }],
    [{ language_code: 'eng', resultObject: { language_code: 'eng' } }],
  ])('there is nothing yet: %j', (result) => {
    expect(locateResult(result)).toEqual({ at: 'nowhere' });
  });
});

test('a result file that points to another is none', () => {
  expect(readResultFile('{"resultUrls":["https://a.example/r"]}')).toBeUndefined();
});
