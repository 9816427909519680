import { outputBaseName } from '../../../transcription/formats/fileName';

test.each([
  ['interview.mp3', 'interview'],
  ['interview', 'interview'],
  ['My Interview.M4A', 'My Interview'],
  ['v1.2 final.mp3', 'v1.2 final'],
  ['archive.tar', 'archive'],
  ['Интервью с Анной.ogg', 'Интервью с Анной'],
  ['会议.wav', '会议'],
  ['🎙️ podcast 👨‍👩‍👧.mp3', '🎙️ podcast 👨‍👩‍👧'],
  ['نامه‌ها.mp3', 'نامه‌ها'],
  ['Dr. Smith', 'Dr. Smith'],
])('%s without its extension is %s', (name, expected) => {
  expect(outputBaseName(name)).toBe(expected);
});

test.each([undefined, '', ' ', '.mp3', '.', '..', '/', '\\', 'folder/', '\u0000', '???', '\u202e.mp3'])(
  'nothing is left of %j',
  (name) => {
    expect(outputBaseName(name)).toBeUndefined();
  },
);

test.each(['Interview 2024.03.15', 'Meeting 15.03', 'v1.2'])(
  'digits after a dot are not an extension: %s',
  (name) => {
    expect(outputBaseName(name)).toBe(name);
  },
);

test.each([
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\boot.ini', 'boot'],
  ['/absolute/call.mp3', 'call'],
  ['C:\\audio\\call.mp3', 'call'],
  ['..hidden.mp3', 'hidden'],
  ['../..', undefined],
])("%s can't lead into a folder", (name, expected) => {
  expect(outputBaseName(name)).toBe(expected);
});

test.each([
  ['line ends', 'call\r\nBcc: eve@example.com.mp3', 'call Bcc eve@example.com'],
  ['a null', 'call\u0000.mp3', 'call'],
  ['tabs', 'a\tb.mp3', 'a b'],
  ['separators of lines and paragraphs', 'a\u2028b\u2029c.mp3', 'a b c'],
  ['reversed writing', 'call\u202e3pm.exe', 'call 3pm'],
  ['marks of direction', '\u200fcall\u2066.mp3', 'call'],
  ['a byte order mark', '\ufeffcall.mp3', 'call'],
  ['half of a character', 'call\ud83d.mp3', 'call'],
  ['what Windows forbids', 'a<b>c:d"e|f?g*h.mp3', 'a b c d e f g h'],
  ['white space in a row', '  a   b  .mp3', 'a b'],
  ['dots around', '...call...', 'call'],
])('%s are harmless', (_what, name, expected) => {
  expect(outputBaseName(name)).toBe(expected);
});

test.each(['CON', 'nul', 'COM1', 'Lpt9', 'aux', 'PRN', 'com²', 'CONIN$', 'con.backup 2024'])(
  '%s is a device on Windows, so the name begins with something else',
  (name) => {
    expect(outputBaseName(name)).toBe(`_${name}`);
    expect(outputBaseName(`${name}.mp3`)).toBe(`_${name}`);
    expect(outputBaseName(`folder/-${name}`)).toBe(`_${name}`);
  },
);

test.each(['console', 'Com', 'COM10', 'aux cable', 'Nullpunkt', 'interview con'])(
  '%s only resembles a device',
  (name) => {
    expect(outputBaseName(name)).toBe(name);
  },
);

test.each([
  ['-rf.mp3', 'rf'],
  ['--output=x.mp3', 'output=x'],
  ['=HYPERLINK(1).mp3', 'HYPERLINK(1)'],
  [' -=. call-1=2.mp3', 'call-1=2'],
  ['-.mp3', undefined],
  ['+7 999 call.mp3', '+7 999 call'],
])('%s begins neither an option nor a formula', (name, expected) => {
  expect(outputBaseName(name)).toBe(expected);
});

test('a letter and its accent are one character, as file systems compare them', () => {
  expect(outputBaseName('cafe\u0301.mp3')).toBe('caf\u00e9');
});

test.each(['a', 'я', '漢', '👨‍👩‍👧', 'e\u0323\u0301'])(
  'a name of 4 KB is cut between characters: %s',
  (character) => {
    const base = outputBaseName(`${character.repeat(4096)}.mp3`) ?? '';
    expect(Buffer.byteLength(base)).toBeLessThanOrEqual(120);
    expect(Buffer.byteLength(base)).toBeGreaterThan(90);
    const whole = character.normalize('NFC');
    expect(base.replaceAll(whole, '')).toBe('');
  },
);

test('a cut name does not end in a space', () => {
  expect(outputBaseName(`${'a'.repeat(119)} b.mp3`)).toBe('a'.repeat(119));
});

test('a cut name does not end in a dot', () => {
  expect(outputBaseName(`${'a'.repeat(119)}. Interview`)).toBe('a'.repeat(119));
});

test.each(['.', ' ', '. ', 'a.'])('a name of many %j is read in one pass', (piece) => {
  const base = outputBaseName(`a${piece.repeat(1_000_000)}b`) ?? '';
  expect(Buffer.byteLength(base)).toBeLessThanOrEqual(120);
});
