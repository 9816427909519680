import { parseCues, untimedText } from '../../../transcription/subtitles/parseCues';

test('each cue of a SubRip file becomes a segment, in seconds', () => {
  const file =
    '1\n00:00:01,500 --> 00:00:04,000\nHello, this is Anna.\n\n2\n01:00:00,001 --> 01:00:02,250\nGoodbye.\n';
  expect(parseCues(file)).toEqual([
    { start: 1.5, end: 4, text: 'Hello, this is Anna.' },
    { start: 3600.001, end: 3602.25, text: 'Goodbye.' },
  ]);
});

test('a WebVTT file may have timestamps with or without hours, of any number', () => {
  const file = 'WEBVTT\n\n00:01.500 --> 00:04.000\nOne.\n\n100:00:01.000 --> 100:00:02.000\nTwo.\n';
  expect(parseCues(file)).toEqual([
    { start: 1.5, end: 4, text: 'One.' },
    { start: 360_001, end: 360_002, text: 'Two.' },
  ]);
});

test('settings after the timestamps and names before them are skipped', () => {
  const file = 'WEBVTT - a title\n\nintro\n00:00.000 --> 00:01.000 align:start position:10%\nOne.\n';
  expect(parseCues(file)).toEqual([{ start: 0, end: 1, text: 'One.' }]);
});

test('headers, notes and styles are not cues', () => {
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
])('%s are harmless', (_what, file) => {
  expect(parseCues(file)).toEqual([
    { start: 0, end: 1, text: 'One.' },
    { start: 1, end: 2, text: 'Two.' },
  ]);
});

test('a spoken number is not the number of a cue', () => {
  const file = '1\n00:00:00,000 --> 00:00:01,000\nAbout\n12\n\n2\n00:00:01,000 --> 00:00:02,000\n13\n';
  expect(parseCues(file).map(({ text }) => text)).toEqual(['About 12', '13']);
});

test.each(['NOTE\n', 'NOTE old:\n', 'NOTE\told\nmore\n'])(
  'a timestamp in the note %j makes no cue',
  (note) => {
    const file = `WEBVTT\n\n${note}00:00.000 --> 00:01.000\nOld.\n\n00:00.000 --> 00:01.000\nOne.\n`;
    expect(parseCues(file)).toEqual([{ start: 0, end: 1, text: 'One.' }]);
  },
);

test('speech may begin with NOTE', () => {
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

  test.each(['<v Anna>Hel</v><v Bob>lo.</v>', '<v>Hello.', '<vAnna>Hello.'])(
    'as in %s is ignored',
    (text) => {
      expect(cue(text)).toEqual({ start: 0, end: 1, text: 'Hello.' });
    },
  );
});

test('a cue without speech is left out', () => {
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

test('a cue that ends before it begins has no duration', () => {
  expect(parseCues('00:05.000 --> 00:01.000\nHello.\n')).toEqual([{ start: 5, end: 5, text: 'Hello.' }]);
});

test('a timestamp of hundreds of digits, which would be infinite, counts as missing', () => {
  expect(parseCues(`${'9'.repeat(400)}:00:00.000 --> 00:01.000\nHello.\n`)).toEqual([
    { start: 1, end: 1, text: 'Hello.' },
  ]);
});

describe('a slightly malformed file loses nothing', () => {
  const one = '1\n00:00:00,000 --> 00:00:01,000\n';
  const two = '2\n00:00:01,000 --> 00:00:02,000\nTwo.\n';

  test.each([
    ['an empty line within a cue', `${one}Both\n\nlines.\n\n${two}`],
    ['an empty line behind the times', `${one}\nBoth lines.\n\n${two}`],
    ['several of them', `${one}Both\n\n \n\nlines.\n\n${two}`],
    ['an empty line, and none before the next cue', `${one}Both\n\nlines.\n${two}`],
    ['an empty line, and a next cue without a number', `${one}Both\n\nlines.\n\n${two.slice(2)}`],
    ['an empty line, and a next cue with neither', `${one}Both\n\nlines.\n${two.slice(2)}`],
    ['an empty line behind the next number', `${one}Both lines.\n\n${two.replace('\n', '\n\n')}`],
  ])('%s', (_what, file) => {
    expect(parseCues(file)).toEqual([
      { start: 0, end: 1, text: 'Both lines.' },
      { start: 1, end: 2, text: 'Two.' },
    ]);
  });

  test('a spoken number after an empty line', () => {
    expect(parseCues(`${one}My number is\n\n12\n\n${two}`)[0]?.text).toBe('My number is 12');
    expect(parseCues(`${one}My number is\n12\n\n${two.slice(2)}`)[0]?.text).toBe('My number is 12');
  });

  test('the last cue has an empty line', () => {
    expect(parseCues(`${one}Both\n\nlines.`)[0]?.text).toBe('Both lines.');
  });

  test('names of cues in WebVTT are not speech if the first cue has one', () => {
    const next = 'outro\n00:01.000 --> 00:02.000\nTwo.\n';
    const cue = '00:00.000 --> 00:01.000\nBoth\n\nlines.\n';
    const texts = (file: string) => parseCues(`WEBVTT\n\n${file}`).map(({ text }) => text);
    expect(texts(`intro\n${cue}\n${next}`)).toEqual(['Both lines.', 'Two.']);
    expect(texts(`${cue}\n${next}`)).toEqual(['Both lines. outro', 'Two.']);
    expect(texts(`1\n${cue}\n2\n${next.slice(6)}`)).toEqual(['Both lines.', 'Two.']);
  });

  test('notes, styles and further headers inside WebVTT are not speech', () => {
    const asides = 'NOTE old\nmore\n\nSTYLE\n::cue{}\n\nREGION\nid:a\n\nWEBVTT\nKind: captions\n\n';
    const file = `WEBVTT\n\n00:00.000 --> 00:01.000\nBoth\n\n${asides}lines.\n\n${asides}00:01.000 --> 00:02.000\nTwo.\n`;
    expect(parseCues(file).map(({ text }) => text)).toEqual(['Both lines.', 'Two.']);
  });

  test('in SubRip there are no notes', () => {
    expect(parseCues(`${one}Both\n\nNOTE that.\n\n${two}`)[0]?.text).toBe('Both NOTE that.');
  });
});

describe('carelessly written timestamps', () => {
  test.each([
    ['00:00:01 --> 00:00:03', 1, 3],
    ['00:01 --> 00:03', 1, 3],
    ['01:00:00 --> 01:00:03', 3600, 3603],
    ['1.5 --> 3', 1.5, 3],
    ['1 --> 3', 1, 3],
    ['00:00:01, --> 00:00:03.', 1, 3],
    ['00:00:01:500 --> 00:00:03:000', 1.5, 3],
    ['00:00:01;5 -> 00:00:03;25', 1.5, 3.25],
    ['00:00:00,1000 --> 00:00:02,1000', 1, 3],
    ['00:00:01,1234 --> 00:00:03,0004', 1.123, 3],
    ['-00:00:00,120 --> 00:00:03,000', 0, 3],
    ['00:00:-1,500 --> 00:00:03,000', 0, 3],
    ['-00:00:02,000 --> -00:00:01,000', 0, 0],
    ['+00:00:01,000-->00:00:03,000 X1:40 X2:600', 1, 3],
  ])('%s', (line, start, end) => {
    expect(parseCues(`1\n${line}\nHello.\n`)).toEqual([{ start, end, text: 'Hello.' }]);
  });

  test.each([
    '00:00:::: --> 00:00:02,000',
    ' --> 00:00:02,000',
    '00:00:01,000 --> ',
    '9999999:00:00 --> 9999999:00:01',
  ])('as %j are interpolated', (line) => {
    const file = `00:00:00,000 --> 00:00:01,000\nOne.\n\n2\n${line}\nTwo, and so on.\n\n00:00:02,000 --> 00:00:03,000\nThree.\n`;
    expect(parseCues(file)).toMatchObject([
      { start: 0, end: 1, text: 'One.' },
      { end: 2, text: 'Two, and so on.' },
      { start: 2, end: 3, text: 'Three.' },
    ]);
    expect(parseCues(file)[1]?.start).toBeGreaterThanOrEqual(0.8);
  });

  test.each(['He went --> 00:01', 'A -> B', 'x1 --> 2', '-->'])('%s is not a timing line', (line) => {
    expect(parseCues(`00:00.000 --> 00:01.000\nOne.\n${line}\n`).map(({ text }) => text)).toEqual([
      `One. ${line}`,
    ]);
  });
});

test('a file without timestamps still has its text', () => {
  expect(untimedText('WEBVTT - a title\nKind: captions\n\nNOTE old\n\nHello,\n\n<b>Anna</b>.\n')).toBe(
    'Hello, Anna.',
  );
  expect(untimedText('WEBVTT - a title\nKind: captions\n\n')).toBe('');
});

test('a cue of a million lines becomes one line, without markup and with a space between words', () => {
  const cue = (lines: string) => parseCues(`00:00.000 --> 00:01.000\n${lines}`)[0]?.text;
  expect(cue('<i>a</i>\n'.repeat(1_000_000))).toBe('a '.repeat(1_000_000).trim());
  expect(cue('abc\n \n'.repeat(300_000))).toBe('abc '.repeat(300_000).trim());
  expect(cue('a'.repeat(3_000_001))).toBe('a'.repeat(3_000_001));
});

test('a file of hundreds of thousands of cues puts the rest into the last one', () => {
  const cues = parseCues('0:0-->0:1\na\n'.repeat(250_000));
  expect(cues).toHaveLength(200_000);
  expect(cues.at(-1)?.text).toHaveLength(2 * 50_001 - 1);
});

test.each(['<v ', '<v a ', '<v.', '<', '&', '&a', ' ', '1', '1:', '-', '->', '1\n', '\n', 'a\n'])(
  'many of %j in a row are read in one pass',
  (piece) => {
    const said = piece.repeat(300_000 / piece.length);
    expect(parseCues(`00:00.000 --> 00:01.000\n${said}\n`).length).toBeLessThanOrEqual(1);
    expect(parseCues(`${said}00:00.000 --> 00:01.000\nHello.\n`).length).toBeLessThanOrEqual(1);
  },
);
