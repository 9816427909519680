import fc from 'fast-check';

/** Characters that cause trouble in parsers, headers, paths, screens and logs. */
const stumblingBlocks = [
  ...['\0', '\t', '\n', '\r', '\r\n', '\r\n\r\n', '\u001b[31m', '\u007f', '\u0085', '\u2028', '\u2029'],
  ...['\ud83c', '\udfa7', '\ud800', '\udfff', '\ufeff', '\ufffd', '\uffff'],
  ...['\u202e', '\u2066', '\u200e', '\u200b', '\u200c', '\u200d', '\u00ad', '\u00a0', '\u3000', ' ', '   '],
  ...[
    '/',
    '\\',
    '.',
    '..',
    '../',
    '..\\',
    '/etc/passwd',
    'C:\\',
    '\\\\host\\',
    'file:///',
    '~',
    'NUL',
    'CON',
  ],
  ...[
    '%',
    '%2f',
    '%5C',
    '%00',
    '%0d%0a',
    '%e2%80%ae',
    '%ff',
    '%u0000',
    '+',
    '&',
    '=',
    '?',
    '#',
    ';',
    ':',
    '|',
  ],
  ...[
    '"',
    "'",
    '`',
    '<',
    '>',
    '*',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '{{ $env }}',
    '${7*7}',
    '<script>',
    '&amp;',
  ],
  ...['-', '--', '-->', '---', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'],
  ...[
    'é',
    'e\u0301',
    '\u0301',
    'ß',
    'İ',
    'ﬁ',
    'ﷺ',
    '漢字',
    'สวัสดี',
    'שלום',
    'نامه',
    'Привет',
    '🎧',
    '👨‍👩‍👧',
    '🇩🇪',
  ],
  ...['.mp3', '.MP3', '.mpga', '.srt', '.txt', '.exe', '.mp3.exe', 'call', 'audio/mpeg', 'text/html'],
  ...['0', '-1', '1e999', 'NaN', 'Infinity', 'null', 'undefined', 'true', '[object Object]', 'en', 'german'],
];

const stumblingBlock = fc.constantFrom(...stumblingBlocks);

/** Any UTF-16 units, including lone surrogates. */
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 24 })
  .map((codes) => String.fromCharCode(...codes));

const plain = fc.string({ unit: 'grapheme', maxLength: 12 });

/** Up to about 4 KB of one repeated piece. */
const repeated = fc
  .tuple(fc.oneof(stumblingBlock, plain), fc.integer({ min: 1, max: 4096 }))
  .map(([piece, count]) => piece.repeat(Math.min(count, Math.ceil(4096 / Math.max(1, piece.length)))));

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .array(fc.oneof({ weight: 3, arbitrary: stumblingBlock }, plain, units), { maxLength: 10 })
      .map((pieces) => pieces.join('')),
  },
  { weight: 2, arbitrary: units },
  { weight: 1, arbitrary: repeated },
);

/** Ordinary speech. */
export const spokenText: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom('Hello', 'world.', 'и', 'Звонок', '漢字', 'สวัสดี', 'the', '(laughter)', '“Yes”', '...'),
    {
      maxLength: 12,
    },
  )
  .map((words) => words.join(' '));

/** The characters of bearer tokens (RFC 6750 section 2.1) and task IDs. */
export const keyText: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/='),
  minLength: 12,
  maxLength: 60,
});
