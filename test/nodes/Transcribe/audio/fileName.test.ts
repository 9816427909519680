import {
  fileNameFromHeader,
  fileNameFromUrl,
  fileNameFromUrls,
} from '../../../../nodes/Transcribe/audio/fileName';

describe('a Content-Disposition header', () => {
  test.each([
    ['attachment; filename="call.mp3"', 'call.mp3'],
    ['attachment; filename=call.mp3', 'call.mp3'],
    ['attachment;filename=call.mp3;size=7', 'call.mp3'],
    ['ATTACHMENT; FILENAME = "call.mp3"', 'call.mp3'],
    ['inline; filename="my call.mp3"', 'my call.mp3'],
    ['attachment; filename="a;b, c=d.mp3"; size=7', 'a;b, c=d.mp3'],
    ['attachment; filename="say \\"hi\\".mp3"', 'say "hi".mp3'],
    ['attachment; filename="звонок.mp3"', 'звонок.mp3'],
    ['attachment; filename="100%.mp3"', '100%.mp3'],
  ])('gives the name: %s', (header, name) => {
    expect(fileNameFromHeader(header)).toBe(name);
  });

  test.each([
    ["attachment; filename*=UTF-8''%D0%B7%D0%B2%D0%BE%D0%BD%D0%BE%D0%BA.mp3", 'звонок.mp3'],
    ["attachment; filename*=utf-8''na%C3%AFve%20call.mp3; size=7", 'naïve call.mp3'],
    ["attachment; filename* = UTF-8''call.mp3", 'call.mp3'],
    ["attachment; filename*=UTF-8'en'na%C3%AFve.mp3", 'naïve.mp3'],
    ["attachment; filename*=ISO-8859-1''%E9t%E9.mp3", 'été.mp3'],
  ])('may be encoded (RFC 8187): %s', (header, name) => {
    expect(fileNameFromHeader(header)).toBe(name);
  });

  test.each([
    'attachment; filename="fallback.mp3"; filename*=UTF-8\'\'%C3%A9.mp3',
    'attachment; filename*=UTF-8\'\'%C3%A9.mp3; filename="fallback.mp3"',
  ])('gives the encoded name precedence over the plain one, in either order: %s', (header) => {
    expect(fileNameFromHeader(header)).toBe('é.mp3');
  });

  describe('is read as browsers read it', () => {
    const raw = (text: string) => Buffer.from(text).toString('latin1');
    test.each([
      ['unquoted, with blanks', 'attachment; filename=my call 2.mp3; size=7', 'my call 2.mp3'],
      ['without its closing quotation mark', 'attachment; filename="my call.mp3', 'my call.mp3'],
      ['without a type in front', 'filename=call.mp3', 'call.mp3'],
      ['after another parameter', 'form-data; name="a;filename=b"; filename="call.mp3"', 'call.mp3'],
      ['encoded in quotation marks', 'attachment; filename*="UTF-8\'\'na%C3%AFve.mp3"', 'naïve.mp3'],
      ['encoded without a charset', 'attachment; filename*=na%C3%AFve.mp3', 'naïve.mp3'],
      ['encoded with an empty charset', "attachment; filename*=''na%C3%AFve.mp3", 'naïve.mp3'],
      ['encoded in another charset', "attachment; filename*=windows-1251''%E7%E2%EE%ED.mp3", 'звон.mp3'],
      ['raw UTF-8 where it is encoded', raw("attachment; filename*=UTF-8''звонок.mp3"), 'звонок.mp3'],
      ['percent-encoded', 'attachment; filename="na%C3%AFve%20call.mp3"', 'naïve call.mp3'],
      ['percent-encoded without marks', 'attachment; filename=%D0%B7%D0%B2.mp3', 'зв.mp3'],
      ['raw UTF-8', raw('attachment; filename="звонок 🎧.mp3"'), 'звонок 🎧.mp3'],
      ['raw Latin-1', 'attachment; filename="\u00e9t\u00e9.mp3"', 'été.mp3'],
      ['base64 (RFC 2047)', 'attachment; filename="=?UTF-8?B?0LfQstC+0L3QvtC6Lm1wMw==?="', 'звонок.mp3'],
      ['Q (RFC 2047)', 'attachment; filename="=?utf-8?Q?na=C3=AFve_call.mp3?="', 'naïve call.mp3'],
      ['Q in Latin-1', 'attachment; filename="=?ISO-8859-1?q?=E9t=E9.mp3?="', 'été.mp3'],
      [
        'words that split a character',
        'attachment; filename="=?UTF-8?B?0LfQ?= =?UTF-8?B?si5tcDM=?="',
        'зв.mp3',
      ],
      ['words in an unknown charset', 'attachment; filename="=?x-none?Q?a?="', '=?x-none?Q?a?='],
      [
        'in parts (RFC 2231)',
        'attachment; filename*0*=UTF-8\'\'na%C3%AF; filename*1="ve call.mp3"',
        'naïve call.mp3',
      ],
      ['an encoded name that is empty', 'attachment; filename*=UTF-8\'\'; filename="call.mp3"', 'call.mp3'],
    ])('%s', (_how, header, name) => {
      expect(fileNameFromHeader(header)).toBe(name);
    });
  });

  test('with a broken encoding gives the name as written', () => {
    expect(fileNameFromHeader("attachment; filename*=UTF-8''100%.mp3")).toBe('100%.mp3');
  });

  test.each([
    ['attachment; filename="/etc/call.mp3"', 'call.mp3'],
    ['attachment; filename="../../call.mp3"', 'call.mp3'],
    ['attachment; filename="C:\\\\audio\\\\call.mp3"', 'call.mp3'],
    ["attachment; filename*=UTF-8''..%2F..%2Fcall.mp3", 'call.mp3'],
    ["attachment; filename*=UTF-8''..%5Ccall.mp3", 'call.mp3'],
  ])("can't lead into a folder: %s", (header, name) => {
    expect(fileNameFromHeader(header)).toBe(name);
  });

  test.each([
    undefined,
    '',
    'inline',
    'attachment',
    'attachment; filename',
    'attachment; filename=',
    'attachment; filename=""',
    'attachment; filename=;size=7',
    'attachment; size=7',
  ])('contains no name: %s', (header) => {
    expect(fileNameFromHeader(header)).toBeUndefined();
  });

  test.each([
    'attachment; filename="/"',
    'attachment; filename="audio/"',
    "attachment; filename*=UTF-8''%2F",
  ])('that names only a folder contains no name: %s', (header) => {
    expect(fileNameFromHeader(header)).toBeUndefined();
  });

  test('crafted to take long does not', () => {
    const hostile = [
      `attachment; filename="${'\\"'.repeat(50_000)}`,
      `attachment; filename${' '.repeat(50_000)}x`,
      `attachment; ${'filename*'.repeat(10_000)}`,
    ];
    for (const header of hostile) expect(fileNameFromHeader(header) ?? '').not.toContain('call');
  });
});

describe('a URL', () => {
  test.each([
    ['https://example.com/call.mp3', 'call.mp3'],
    ['https://example.com/a/b/call.mp3', 'call.mp3'],
    ['https://example.com/call.mp3?token=hush&file=other.wav#part', 'call.mp3'],
    ['https://example.com/my%20call.mp3', 'my call.mp3'],
    ['https://example.com/%D0%B7%D0%B2%D0%BE%D0%BD%D0%BE%D0%BA.mp3', 'звонок.mp3'],
    ['https://example.com/звонок.mp3', 'звонок.mp3'],
    ['https://example.com/100%.mp3', '100%.mp3'],
    ['https://example.com/download', 'download'],
  ])('gives the last part of its path: %s', (url, name) => {
    expect(fileNameFromUrl(url)).toBe(name);
  });

  test.each([
    ['https://example.com/a%2F..%2Fcall.mp3', 'call.mp3'],
    ['https://example.com/a%5Ccall.mp3', 'call.mp3'],
    ['https://example.com/../../call.mp3', 'call.mp3'],
  ])("can't lead into a folder: %s", (url, name) => {
    expect(fileNameFromUrl(url)).toBe(name);
  });

  test.each([
    'https://example.com',
    'https://example.com/',
    'https://example.com/folder/',
    'https://example.com/?file=call.mp3',
    'https://example.com/folder%2F',
  ])('that ends in a slash gives no name: %s', (url) => {
    expect(fileNameFromUrl(url)).toBeUndefined();
  });
});

describe("a cloud's share link", () => {
  test.each([
    ['https://drive.google.com/file/d/1aB/view?usp=sharing', undefined],
    ['https://drive.usercontent.google.com/download?id=1aB', undefined],
    ['https://disk.yandex.ru/d/aB-c', undefined],
    ['https://www.dropbox.com/s/a1b2/call%201.mp3?dl=0', 'call 1.mp3'],
  ])('names its recording only if it has a file name: %s', (url, name) => {
    expect(fileNameFromUrl(url)).toBe(name);
  });
});

describe('a URL that was redirected', () => {
  test.each([
    ['https://example.com/download?id=7', 'https://cdn.example.com/a/meeting.mp3', 'meeting.mp3'],
    ['https://example.com/meeting.mp3', 'https://cdn.example.com/3f2a9c', 'meeting.mp3'],
    ['https://example.com/meeting.mp3', 'https://example.com/renamed.ogg', 'renamed.ogg'],
    ['https://example.com/d/7', 'https://cdn.example.com/3f2a9c', '7'],
    ['https://example.com/?id=7', 'https://cdn.example.com/3f2a9c', '3f2a9c'],
    ['https://example.com/', 'https://cdn.example.com/', undefined],
  ])('gives the name where it led, unless that says nothing: %s → %s', (first, last, name) => {
    expect(fileNameFromUrls(first, last)).toBe(name);
  });
});

describe('a name from a server', () => {
  test.each(['call%0D%0ABcc%3A eve.mp3', 'call%00.mp3', 'call%E2%80%AE3pm.mp3'])(
    'breaks no line and reverses no text: %s',
    (encoded) => {
      for (const name of [
        fileNameFromUrl(`https://example.com/${encoded}`),
        fileNameFromHeader(`attachment; filename*=UTF-8''${encoded.replace(' ', '%20')}`),
      ]) {
        expect(name).toMatch(/^call .*mp3$/);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
    },
  );

  test('is no longer than file systems allow', () => {
    expect(fileNameFromUrl(`https://example.com/${'a'.repeat(4096)}.mp3`)).toBe(`${'a'.repeat(251)}.mp3`);
  });

  test.each(['..', '.'])('that is a folder (%s) is ignored', (name) => {
    expect(fileNameFromHeader(`attachment; filename="${name}"`)).toBeUndefined();
  });
});
