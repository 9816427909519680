import { parseCues } from '../../../transcription/subtitles/parseCues';

test('a SubRip file becomes a segment for each cue, in seconds', () => {
  const file =
    '1\n00:00:01,500 --> 00:00:04,000\nHello, this is Anna.\n\n2\n01:00:00,001 --> 01:00:02,250\nGoodbye.\n';
  expect(parseCues(file)).toEqual([
    { start: 1.5, end: 4, text: 'Hello, this is Anna.' },
    { start: 3600.001, end: 3602.25, text: 'Goodbye.' },
  ]);
});

test('a WebVTT file, with or without hours, and hours without limit', () => {
  const file = 'WEBVTT\n\n00:01.500 --> 00:04.000\nOne.\n\n100:00:01.000 --> 100:00:02.000\nTwo.\n';
  expect(parseCues(file)).toEqual([
    { start: 1.5, end: 4, text: 'One.' },
    { start: 360_001, end: 360_002, text: 'Two.' },
  ]);
});

test('settings behind the times and names before them are passed over', () => {
  const file = 'WEBVTT - a title\n\nintro\n00:00.000 --> 00:01.000 align:start position:10%\nOne.\n';
  expect(parseCues(file)).toEqual([{ start: 0, end: 1, text: 'One.' }]);
});

test('headers, notes and styles are no cues', () => {
  const file =
    'WEBVTT\nKind: captions\n\nNOTE made by hand\nsecond line\n\nSTYLE\n::cue { color: red }\n\n00:00.000 --> 00:01.000\nOne.\n';
  expect(parseCues(file)).toHaveLength(1);
});

test.each([
  ['two lines become one', '- Is it there?\n- Yes.', '- Is it there? - Yes.'],
  ['tags are removed', '<b>Hello</b>, <c.loud>this</c> is <00:00:00.500>Anna.', 'Hello, this is Anna.'],
  ['what only looks like a tag is text', 'I <3 you, 1 < 2 > 0', 'I <3 you, 1 < 2 > 0'],
  ['entities are read', 'Fish &amp; chips &lt;here&gt;&nbsp;now', 'Fish & chips <here> now'],
  ['entities are read once', '&amp;lt; &amp;#39;', '&lt; &#39;'],
  ['quotation marks are read', '&quot;It&apos;s&QUOT; &#39;it&#x27;s&#39;', "\"It's\" 'it's'"],
  ['any character is read by its number', '&#1055;&#x1F600;', 'П😀'],
  ['an entity that nobody knows is text', 'R&D; &#0; &#xD800; &#9999999;', 'R&D; &#0; &#xD800; &#9999999;'],
  ['spaces around are cut off', '   Hello.  ', 'Hello.'],
])('%s', (_what, text, expected) => {
  expect(parseCues(`1\n00:00:00,000 --> 00:00:01,000\n${text}\n`)).toEqual([
    { start: 0, end: 1, text: expected },
  ]);
});

test.each([
  [
    'Windows line ends',
    '1\r\n00:00:00,000 --> 00:00:01,000\r\nOne.\r\n\r\n2\r\n00:00:01,000 --> 00:00:02,000\r\nTwo.\r\n',
  ],
  [
    'line ends of an old Macintosh',
    '1\r00:00:00,000 --> 00:00:01,000\rOne.\r\r2\r00:00:01,000 --> 00:00:02,000\rTwo.\r',
  ],
  ['no empty lines', '1\n00:00:00,000 --> 00:00:01,000\nOne.\n2\n00:00:01,000 --> 00:00:02,000\nTwo.\n'],
  [
    'neither empty lines nor numbers',
    '00:00:00,000 --> 00:00:01,000\nOne.\n00:00:01,000 --> 00:00:02,000\nTwo.',
  ],
  [
    'a byte order mark',
    '\uFEFF1\n00:00:00,000 --> 00:00:01,000\nOne.\n\n2\n00:00:01,000 --> 00:00:02,000\nTwo.',
  ],
  [
    'several blank lines, some with spaces',
    '\n1\n00:00:00,000 --> 00:00:01,000\nOne.\n\n \n\n2\n00:00:01,000 --> 00:00:02,000\nTwo.\n\n\n',
  ],
  ['no numbers', '00:00:00,000 --> 00:00:01,000\nOne.\n\n00:00:01,000 --> 00:00:02,000\nTwo.\n'],
])('%s do no harm', (_what, file) => {
  expect(parseCues(file)).toEqual([
    { start: 0, end: 1, text: 'One.' },
    { start: 1, end: 2, text: 'Two.' },
  ]);
});

test('a number that is said is no number of a cue', () => {
  const file = '1\n00:00:00,000 --> 00:00:01,000\nAbout\n12\n\n2\n00:00:01,000 --> 00:00:02,000\n13\n';
  expect(parseCues(file).map(({ text }) => text)).toEqual(['About 12', '13']);
});

test.each(['NOTE\n', 'NOTE old:\n', 'NOTE\told\nmore\n'])('a time in the note %j makes no cue', (note) => {
  const file = `WEBVTT\n\n${note}00:00.000 --> 00:01.000\nOld.\n\n00:00.000 --> 00:01.000\nOne.\n`;
  expect(parseCues(file)).toEqual([{ start: 0, end: 1, text: 'One.' }]);
});

test('what is said may begin with NOTE', () => {
  expect(parseCues('00:00.000 --> 00:01.000\nNOTE this.\n')).toEqual([
    { start: 0, end: 1, text: 'NOTE this.' },
  ]);
});

describe('a voice', () => {
  const cue = (text: string) => parseCues(`00:00.000 --> 00:01.000\n${text}\n`)[0];

  test.each([
    ['<v Speaker 1>Hello.</v>', 'Speaker 1'],
    ['<v.first.loud Anna &amp; Bob>Hello.', 'Anna & Bob'],
    ['<v Anna>Hel</v><v Anna>lo.</v>', 'Anna'],
  ])('as in %s is the speaker', (text, speaker) => {
    expect(cue(text)).toEqual({ start: 0, end: 1, text: 'Hello.', speaker });
  });

  test.each(['<v Anna>Hel</v><v Bob>lo.</v>', '<v>Hello.', '<vAnna>Hello.'])('as in %s is nobody', (text) => {
    expect(cue(text)).toEqual({ start: 0, end: 1, text: 'Hello.' });
  });
});

test('a cue in which nothing is said is left out', () => {
  expect(
    parseCues('1\n00:00:00,000 --> 00:00:01,000\n\n2\n00:00:01,000 --> 00:00:02,000\n<i></i>\n'),
  ).toEqual([]);
});

test.each(['', 'WEBVTT\n\n', 'Hello, this is Anna.', '{"text":"Hello."}'])(
  'there are no cues in %j',
  (file) => {
    expect(parseCues(file)).toEqual([]);
  },
);

test('a cue that ends before it begins lasts no time', () => {
  expect(parseCues('00:05.000 --> 00:01.000\nHello.\n')).toEqual([{ start: 5, end: 5, text: 'Hello.' }]);
});

test('a time of hundreds of digits, which would be infinite, is none', () => {
  expect(parseCues(`${'9'.repeat(400)}:00:00.000 --> 00:01.000\nHello.\n`)).toEqual([]);
});

test.each(['<v ', '<v a ', '<', '&', ' ', '1'])('many of %j in a row are read through once', (piece) => {
  const said = piece.repeat(300_000 / piece.length);
  expect(parseCues(`00:00.000 --> 00:01.000\n${said}\n`).length).toBeLessThanOrEqual(1);
  expect(parseCues(`${said}00:00.000 --> 00:01.000\nHello.\n`).length).toBeLessThanOrEqual(1);
});
