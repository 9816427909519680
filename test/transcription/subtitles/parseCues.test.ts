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
  ['tags are removed', '<v Anna>Hello, <i>this</i> is <00:00:00.500>Anna.', 'Hello, this is Anna.'],
  ['entities are read', 'Fish &amp; chips &lt;here&gt;&nbsp;now', 'Fish & chips <here> now'],
  ['entities are read once', '&amp;lt;', '&lt;'],
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
