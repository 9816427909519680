import { z } from 'zod';
import { elkapiOptionsSchema } from '../../../providers/elkapi/options';
import { toTranscript } from '../../../providers/elkapi/response';
import { type ElkapiResponseFormat, elkapiResponseFormats } from '../../../providers/elkapi/responseFormats';
import { keptAnswer } from '../../../transcription/calls/keptAnswer';
import { refusalOf } from '../../support/failure';
import sparse from './replies/sparse.json';
import verbose from './replies/verbose.json';

const read = (body: string, responseFormat: ElkapiResponseFormat = 'verbose_json') =>
  toTranscript(body, elkapiOptionsSchema.parse({ responseFormat }));

const srt =
  '1\n00:00:00,000 --> 00:00:01,600\nEver tried.\n\n2\n00:00:01,600 --> 00:00:02,660\nNever failed.\n\n';
const vtt =
  'WEBVTT\n\n00:00:00.000 --> 00:00:01.600\nEver tried.\n\n00:00:01.600 --> 00:00:02.660\nNever failed.\n\n';
const segments = [
  { start: 0, end: 1.6, text: 'Ever tried.' },
  { start: 1.6, end: 2.66, text: 'Never failed.' },
];

describe('verbose_json', () => {
  test('becomes a transcript with segments and words, and the language as a code', () => {
    expect(read(JSON.stringify(verbose))).toEqual({
      provider: 'elkapi',
      model: 'whisper-1',
      status: 'completed',
      text: 'Ever tried. Never failed.',
      language: 'en',
      durationSeconds: 3.2,
      segments,
      words: [
        { text: 'Ever', start: 0.14, end: 0.34 },
        { text: 'tried.', start: 0.46, end: 0.88 },
        { text: 'Never', start: 1.7, end: 2.02 },
        { text: 'failed.', start: 2.1, end: 2.66 },
      ],
      raw: verbose,
    });
  });

  test('is read as far as possible: a duration in a string, segments that are invalid or have no start', () => {
    const transcript = read(JSON.stringify(sparse));
    expect(transcript).toMatchObject({
      text: 'Ever tried.',
      durationSeconds: 3.2,
      segments: [
        { start: 1.6, end: 1.6, text: 'Ever' },
        { start: 1.6, end: 2.66, text: 'tried.' },
      ],
    });
    expect(Object.keys(transcript)).not.toContain('language');
    expect(Object.keys(transcript)).not.toContain('words');
  });

  const words = [
    { word: ' ever', start: 0.14, end: 0.34 },
    { word: ' tried', start: 0.46, end: 0.88 },
    { word: ' never', start: 1.7, end: 2.02 },
    { word: ' failed', start: 2.1, end: 2.66 },
  ];
  const text = ' Ever tried. Never failed.';

  test('with words only gets segments made from them', () => {
    const transcript = read(JSON.stringify({ text, words }));
    expect(transcript.segments).toEqual([
      { start: 0.14, end: 0.88, text: 'Ever tried.' },
      { start: 1.7, end: 2.66, text: 'Never failed.' },
    ]);
  });

  test('with segments only has no words', () => {
    const transcript = read(JSON.stringify({ text, segments }));
    expect(transcript.segments).toEqual(segments);
    expect(Object.keys(transcript)).not.toContain('words');
  });

  test('with both has the segments unchanged', () => {
    const one = { start: 0, end: 3, text: ' Ever tried. Never failed.' };
    expect(read(JSON.stringify({ text, words, segments: [one] })).segments).toEqual([
      { start: 0, end: 3, text: 'Ever tried. Never failed.' },
    ]);
  });

  test('with segments in which nothing is said is read without them', () => {
    const empty = { start: 0, end: 1, text: ' ' };
    expect(read(JSON.stringify({ text, segments: [empty, ...segments] })).segments).toEqual(segments);
    expect(read(JSON.stringify({ text, words, segments: [empty] })).segments).toHaveLength(2);
  });

  test('with a segment that ends before it starts gets its end recomputed', () => {
    const wrong = [
      { start: 0, end: -3, text: 'Ever tried.' },
      { start: 1.6, end: 2.66, text: 'Never failed.' },
    ];
    const [first, ...others] = segments;
    expect(read(JSON.stringify({ text, segments: wrong })).segments).toEqual([
      { ...first, end: 1 },
      ...others,
    ]);
  });

  test('with words without timestamps has no segments', () => {
    const untimed = [{ word: 'Ever' }, { word: 'tried' }];
    const transcript = read(JSON.stringify({ text: 'Ever tried.', words: untimed }));
    expect(transcript.words).toEqual([{ text: 'Ever' }, { text: 'tried.' }]);
    expect(Object.keys(transcript)).not.toContain('segments');
  });

  test('without a text gets that of its words', () => {
    expect(read(JSON.stringify({ text: '', words })).text).toBe('ever tried never failed');
  });

  test('in Chinese has joined words', () => {
    const chinese = ['你', '好', '安', '娜'].map((word, index) => ({ word, start: index, end: index + 1 }));
    const transcript = read(JSON.stringify({ text: '你好，安娜。', words: chinese }));
    expect(transcript.words?.map((word) => [word.text, word.joined])).toEqual([
      ['你', undefined],
      ['好，', true],
      ['安', true],
      ['娜。', true],
    ]);
    expect(transcript.segments).toEqual([{ start: 0, end: 4, text: '你好，安娜。' }]);
  });

  test('keeps the raw answer', () => {
    const answer = { text, words, segments: [{ start: 2, end: 1, text: ' Ever' }], more: 1 };
    expect(read(JSON.stringify(answer)).raw).toEqual(answer);
  });

  test('with empty lists has no fields for them', () => {
    expect(Object.keys(read('{"text":"","segments":[],"words":[]}')).sort()).toEqual(
      ['model', 'provider', 'raw', 'status', 'text'].sort(),
    );
  });

  test('that turns out to be plain text is kept as the text, because it was paid for', () => {
    expect(read('Ever tried.\n')).toMatchObject({ text: 'Ever tried.', raw: 'Ever tried.\n' });
  });
});

test('json is the text and nothing else', () => {
  expect(read('{"text":" Ever tried. "}', 'json')).toEqual({
    provider: 'elkapi',
    model: 'whisper-1',
    status: 'completed',
    text: 'Ever tried.',
    raw: { text: ' Ever tried. ' },
  });
});

describe('text', () => {
  test('is the transcript itself', () => {
    expect(read('Ever tried.\n', 'text')).toMatchObject({ text: 'Ever tried.' });
  });

  test('is unwrapped from the JSON of some gateways', () => {
    expect(read('{"text":"Ever tried."}', 'text').text).toBe('Ever tried.');
  });

  test('that merely looks like JSON is text', () => {
    expect(read('{laughs} Ever tried.', 'text').text).toBe('{laughs} Ever tried.');
    expect(read('42', 'text').text).toBe('42');
  });
});

describe.each([
  ['srt', srt],
  ['vtt', vtt],
] as const)('%s', (format, body) => {
  test('becomes segments, and is passed on as a file', () => {
    expect(read(body, format)).toMatchObject({
      text: 'Ever tried. Never failed.',
      segments,
      subtitles: { [format]: body },
      raw: body,
    });
  });

  test('is unwrapped from the JSON of some gateways', () => {
    const transcript = read(JSON.stringify(verbose), format);
    expect(transcript).toMatchObject({ text: 'Ever tried. Never failed.', segments });
    expect(transcript.subtitles).toBeUndefined();
  });

  test('that turns out to be plain text is kept as the text', () => {
    expect(read('Ever tried.', format).text).toBe('Ever tried.');
  });
});

test('a voice in subtitles is a speaker', () => {
  const body = 'WEBVTT\n\n00:00.000 --> 00:01.000\n<v Anna>One.\n\n00:01.000 --> 00:02.000\nTwo.\n';
  expect(read(body, 'vtt')).toMatchObject({
    text: 'One. Two.',
    speakers: ['Anna'],
    segments: [{ text: 'One.', speaker: 'Anna' }, { text: 'Two.' }],
  });
});

test('subtitles without voices have no speakers', () => {
  expect(Object.keys(read(srt, 'srt'))).not.toContain('speakers');
});

describe('a wrapped answer is unwrapped', () => {
  test.each(elkapiResponseFormats)('in %s', (format) => {
    const plain = format === 'text' ? 'Hello.' : JSON.stringify({ text: 'Hello.' });
    for (const body of [
      plain,
      JSON.stringify(plain),
      JSON.stringify(JSON.stringify(plain)),
      `\uFEFF${plain}`,
      `\r\n\uFEFF${plain}\n`,
      '"Hello."',
      '{"code":200,"message":"success","data":{"text":"Hello."}}',
      '{"code":0,"result":{"text":" Hello. "}}',
      '[{"text":"Hello."}]',
    ]) {
      expect(read(body, format)).toMatchObject({ status: 'completed', text: 'Hello.' });
    }
  });

  test.each(['srt', 'vtt', 'text', 'json'] as const)('with a subtitle file in it, in %s', (format) => {
    for (const body of [JSON.stringify(srt), JSON.stringify({ text: srt }), srt]) {
      expect(read(body, format)).toMatchObject({ text: 'Ever tried. Never failed.', segments });
    }
  });

  test('a file is named by what it is, whatever was requested', () => {
    expect(read(vtt, 'srt').subtitles).toEqual({ vtt });
    expect(read(srt, 'vtt').subtitles).toEqual({ srt });
  });

  test('but not endlessly', async () => {
    let body = 'Hello.';
    for (let layer = 0; layer < 6; layer++) body = JSON.stringify(body);
    expect(read(body, 'text').text).not.toBe('Hello.');
  });

  test('a number in a string is speech', () => {
    expect(read('"42"', 'json').text).toBe('42');
  });
});

describe('a text that is empty or missing', () => {
  test.each([{}, { text: '' }, { text: null }, { text: ' ' }])('is taken from the segments: %j', (text) => {
    const transcript = read(JSON.stringify({ ...text, segments }));
    expect(transcript).toMatchObject({ text: 'Ever tried. Never failed.', segments });
  });

  test('is joined without a space where the script has none', () => {
    const chinese = [
      { start: 0, end: 1, text: '你好。' },
      { start: 1, end: 2, text: '安娜。' },
    ];
    expect(read(JSON.stringify({ segments: chinese })).text).toBe('你好。安娜。');
  });

  test('is taken from the words if there is nothing else', () => {
    expect(read('{"words":[{"word":"Hello"},{"word":"Anna"}]}').text).toBe('Hello Anna');
    expect(read('{"words":[{"text":"Hello","start":"0.5","end":"1"}]}')).toMatchObject({
      text: 'Hello',
      words: [{ text: 'Hello', start: 0.5, end: 1 }],
    });
  });

  test('has timestamps even if the segments have none', () => {
    const transcript = read('{"segments":[{"text":"Hello."},{"text":"Bye."}]}');
    expect(transcript.text).toBe('Hello. Bye.');
    expect(Object.keys(transcript)).not.toContain('segments');
  });
});

describe('timestamps', () => {
  const timesOf = (change: object) =>
    read(JSON.stringify({ text: 'Hello. Bye.', ...change })).segments?.map(({ start, end }) => [start, end]);
  const two = (first: object, second: object) => ({
    segments: [
      { text: 'Hello.', ...first },
      { text: 'Bye.', ...second },
    ],
  });

  test.each([
    ['as text', two({ start: '0', end: '1.50' }, { start: ' 1.5 ', end: '2e0' })],
    ['slightly below zero', two({ start: -0.02, end: 1.5 }, { start: 1.5, end: 2 })],
    ['far below zero', two({ start: -30, end: 1.5 }, { start: 1.5, end: 2 })],
    ['behind the end', { duration: 2, ...two({ start: 0, end: 1.5 }, { start: 1.5, end: 30 }) }],
    ['behind an end in text', { duration: '2.0', ...two({ start: 0, end: 1.5 }, { start: 1.5, end: 30 }) }],
  ])('%s are within the recording', (_what, change) => {
    expect(timesOf(change)).toEqual([
      [0, 1.5],
      [1.5, 2],
    ]);
  });

  test.each([0, '0', -1])('are not clipped by an impossible duration of %j', (duration) => {
    expect(timesOf({ duration, ...two({ start: 0, end: 1 }, { start: 1, end: 2 }) })).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  test.each([true, {}, [1], '1:30', 'NaN', '9'.repeat(60), 1e300, ''])('%j is not a timestamp', (start) => {
    expect(timesOf(two({ start: 0, end: 1 }, { start, end: 2 }))?.[1]).toEqual([1, 2]);
  });

  test('of words are within the recording, too', () => {
    const words = [
      { word: 'Hello', start: -0.1, end: 0.5 },
      { word: 'Bye', start: 1.5, end: 9 },
    ];
    expect(read(JSON.stringify({ text: 'Hello. Bye.', words, duration: 2 })).words).toEqual([
      { text: 'Hello.', start: 0, end: 0.5 },
      { text: 'Bye.', start: 1.5, end: 2 },
    ]);
  });

  test('that Python could not compute are interpolated', () => {
    const body =
      '{"text":"Hello. So. Bye.","duration":NaN,"segments":[{"start":0,"end":1,"text":"Hello."},' +
      '{"start":NaN,"end":Infinity,"text":"So.","avg_logprob":-Infinity},{"start":2,"end":3,"text":"Bye."}]}';
    expect(read(body).segments).toEqual([
      { start: 0, end: 1, text: 'Hello.' },
      // Three letters do not take a second.
      { start: 1, end: 1.273, text: 'So.' },
      { start: 2, end: 3, text: 'Bye.' },
    ]);
  });
});

test('a long list of invalid entries is read without a schema for each of them', () => {
  const parses = (entries: number) => {
    const list = Array.from({ length: entries }, (_, at) => [1, {}, null, 'x', { text: 7 }, []][at % 6]);
    const body = JSON.stringify({ text: 'a', words: list, segments: list });
    const parse = jest.spyOn(z.ZodType.prototype, '_parseSync');
    expect(read(body).text).toBe('a');
    const count = parse.mock.calls.length;
    parse.mockRestore();
    return count;
  };
  expect(parses(1)).toBeGreaterThan(0);
  expect(parses(10_000)).toBe(parses(1));
});

test.each([
  '<',
  '<a',
  '<a ',
  '"',
  '\\"',
  '{"',
  '[',
  '[{',
  '{"text":',
  '1:1-->',
  '1\n',
  '-->\n',
  '&',
  '\uFEFF',
])('an answer of many %j is read in one pass', (piece) => {
  for (const format of elkapiResponseFormats) {
    try {
      expect(read(piece.repeat(200_000), format).status).toBe('completed');
    } catch (error) {
      expect(error).toMatchObject({ code: 'badAnswer' });
    }
  }
});

describe('a silent recording has an empty text', () => {
  test.each<[ElkapiResponseFormat, string]>([
    ['verbose_json', '{"task":"transcribe","language":"english","duration":2.0,"text":"","segments":[]}'],
    ['json', '{"text":""}'],
    ['json', '{"code":0,"msg":"ok","data":{"text":""}}'],
    ['json', '{"code":200,"message":"success","text":""}'],
    ['text', '{"text":""}'],
    ['srt', '{"text":" ","segments":[]}'],
    ['verbose_json', '{"text":"","segments":[{"start":0,"end":2,"text":" "}]}'],
    ['text', '""'],
    ['text', '\n'],
    ['text', ''],
    ['srt', ''],
    ['srt', '\n'],
    ['vtt', 'WEBVTT\n\n'],
    ['vtt', 'WEBVTT'],
    ['vtt', 'WEBVTT - a title\nKind: captions\nLanguage: en\n\n'],
  ])('in %s: %j', (format, body) => {
    expect(read(body, format)).toMatchObject({ status: 'completed', text: '' });
  });
});

test('a WebVTT file without timestamps is not silent', () => {
  expect(read('WEBVTT\n\nHello, Anna.\n', 'vtt')).toMatchObject({ text: 'Hello, Anna.' });
});

describe.each(elkapiResponseFormats)('in %s, an answer without a transcript', (format) => {
  test.each([
    ['{"code":500,"message":"system busy"}', 'system busy'],
    ['{"code":500,"msg":" system\\nbusy.. "}', 'system busy'],
    ['{"error":"system busy"}', 'system busy'],
    ['{"error":{"msg":"system busy"}}', 'system busy'],
    ['{"error":true,"reason":"system busy"}', 'system busy'],
    ['{"detail":[{"loc":["file"],"msg":"system busy"}]}', 'system busy'],
    ['[{"message":"system busy"}]', 'system busy'],
    ['{"message":"system busy","text":""}', 'system busy'],
    ['{"code":500,"message":"system busy","text":"","segments":[]}', 'system busy'],
    ['"{\\"message\\":\\"system busy\\"}"', 'system busy'],
    ['\uFEFF{"message":"system busy"}', 'system busy'],
  ])('is reported in its own words, and kept: %s', async (body, said) => {
    const error = await refusalOf(() => read(body, format));
    expect(error).toMatchObject({ code: 'badAnswer', retryable: false, mayHaveCharged: true, answer: body });
    expect(error.message).toBe(`ElkAPI answered with a message in place of a transcript: ${said}.`);
    expect(error.description).toContain('wait a few minutes');
  });

  test('is reported on one line of reasonable length', async () => {
    const body = JSON.stringify({ message: `busy\u0000\n\u202e${'x'.repeat(100_000)}` });
    const error = await refusalOf(() => read(body, format));
    expect(error.message).toMatch(/^[^\n\u0000\u202e]{100,400}$/);
    expect(error.answer).toHaveLength(keptAnswer(body).length);
  });

  test.each([
    '{}',
    '[]',
    '[1,2]',
    '[[]]',
    'null',
    'true',
    '{"hello":"world"}',
    '{"text":null}',
    '{"text":7}',
    '{"text":["Hello."]}',
    '{"segments":[]}',
    '{"text":"","segments":[1,2]}',
    '{"text":"","words":[{}]}',
    '{"text":"","code":503}',
    '{"data":null}',
    '{"text": "Hel',
    '[{"text": "Hel',
    '"{}"',
  ])('is refused, and kept: %s', async (body) => {
    const error = await refusalOf(() => read(body, format));
    expect(error).toMatchObject({ code: 'badAnswer', retryable: false, mayHaveCharged: true, answer: body });
    expect(error.message).toBe("ElkAPI's answer holds no transcript that could be read.");
  });

  test.each([
    '<!DOCTYPE html><html></html>',
    ' \n<html lang="en">',
    '\uFEFF<HTML></HTML>',
    '<?xml version="1.0"?><a/>',
    '<!-- busy --><p>Wait</p>',
    '<Error><Code>SlowDown</Code></Error>\n',
    '<center><h1>502 Bad Gateway</h1></center>',
    '<ns:fault xmlns:ns="a">Busy</ns:fault>',
    '"<html></html>"',
  ])('is reported as a page, and kept: %s', async (body) => {
    const error = await refusalOf(() => read(body, format));
    expect(error).toMatchObject({ code: 'badAnswer', mayHaveCharged: true, answer: body });
    expect(`${error.message} ${error.description}`).toMatch(/a web page in place of.*Base URL/);
  });

  test('is kept up to a limit', async () => {
    const error = await refusalOf(() => read(`{"x":"${'y'.repeat(1_000_000)}"}`, format));
    expect(error.answer?.length).toBeLessThan(20_100);
  });
});

test.each(['<laughs> Hello.', '<i>Hello.</i>', '1 < 2', '<3', '<v Anna>Hello.</v>'])(
  'a text that begins like markup is text: %s',
  (body) => {
    expect(read(body, 'text').text).toBe(body);
  },
);

describe('an answer without a transcript may have been charged, and is not requested again', () => {
  test.each<[ElkapiResponseFormat, string]>([
    ['verbose_json', ''],
    ['verbose_json', '{"text": "Ev'],
    ['verbose_json', '{"hello":"world"}'],
    ['verbose_json', '{"text":null}'],
    ['verbose_json', 'null'],
    ['json', '[]'],
    ['json', ' \n'],
    ['verbose_json', '42'],
    ['srt', '42'],
    ['vtt', ''],
    ['verbose_json', '<!DOCTYPE html><html></html>'],
    ['text', '<html><body>Welcome</body></html>'],
    ['srt', '\n<HTML></HTML>'],
    ['vtt', '<!doctype html>'],
  ])('in %s: %j', async (format, body) => {
    expect(await refusalOf(() => read(body, format))).toMatchObject({
      code: 'badAnswer',
      retryable: false,
      mayHaveCharged: true,
    });
  });
});

describe('a code that is null is none', () => {
  test('so that a message in place of a text is no silence', async () => {
    const error = await refusalOf(() => read('{"code":null,"message":"system busy","text":""}'));
    expect(error.message).toContain('system busy');
  });

  test('and silence is silence', () => {
    expect(read('{"code":null,"text":""}').text).toBe('');
  });
});

test('three strings around JSON are taken off', () => {
  let body = '{"text":"Hello."}';
  for (let layer = 0; layer < 3; layer++) body = JSON.stringify(body);
  expect(read(body).text).toBe('Hello.');
});

describe('a text that begins with a bracket', () => {
  const bodies = ['[laughs] Hello.', '{Hello.}'];

  test.each(['json', 'verbose_json'] as const)('is no answer in %s', async (format) => {
    for (const body of bodies) {
      expect(await refusalOf(() => read(body, format))).toMatchObject({ code: 'badAnswer', answer: body });
    }
  });

  test.each(['text', 'srt'] as const)('is what was said in %s', (format) => {
    for (const body of bodies) expect(read(body, format).text).toBe(body);
  });
});

test.each(['data', 'result'])('segments alone may be wrapped in %s', (name) => {
  expect(read(JSON.stringify({ [name]: segments }))).toMatchObject({
    text: 'Ever tried. Never failed.',
    segments,
  });
  for (const other of [null, 7, 'text', true]) {
    const body = JSON.stringify({ data: other, result: other, [name]: { text: 'Hello.' } });
    expect(read(body).text).toBe('Hello.');
  }
});

describe('diarized_json', () => {
  const turn = (start: number, end: number, text: string, speaker: unknown) => ({
    ...{ type: 'transcript.text.segment', id: `seg_${start}` },
    ...{ start, end, text, speaker },
  });
  const diarized = (...segments: object[]) =>
    JSON.stringify({
      task: 'transcribe',
      duration: 9.5,
      text: 'Ever tried. Ever failed. No matter.',
      segments,
      usage: { type: 'tokens', input_tokens: 14, output_tokens: 45, total_tokens: 59 },
    });

  test('has the speakers of its segments, in the order in which they first speak', () => {
    const body = diarized(
      turn(0, 2, 'Ever tried.', 'B'),
      turn(2, 4, ' Ever failed. ', 'A'),
      turn(4, 6, 'No matter.', 'B'),
    );
    expect(read(body, 'diarized_json')).toEqual({
      provider: 'elkapi',
      model: 'whisper-1',
      status: 'completed',
      text: 'Ever tried. Ever failed. No matter.',
      durationSeconds: 9.5,
      segments: [
        { start: 0, end: 2, text: 'Ever tried.', speaker: 'B' },
        { start: 2, end: 4, text: 'Ever failed.', speaker: 'A' },
        { start: 4, end: 6, text: 'No matter.', speaker: 'B' },
      ],
      speakers: ['B', 'A'],
      raw: JSON.parse(body) as unknown,
    });
  });

  test.each([
    ['a number', 3, '3'],
    ['a name, as it was given in the request', ' Anna ', 'Anna'],
    ['line ends', 'A\nB', 'A B'],
    ['nothing', '', undefined],
    ['null', null, undefined],
    ['something else', { id: 'A' }, undefined],
    ['an endless text', 'x'.repeat(10_000), 'x'.repeat(100)],
  ])('may name a speaker by %s', (_how, speaker, expected) => {
    const { segments, speakers } = read(diarized(turn(0, 2, 'Ever tried.', speaker)), 'diarized_json');
    expect(segments?.[0]?.speaker).toBe(expected);
    expect(speakers).toEqual(expected === undefined ? undefined : [expected]);
  });

  test('that is no JSON is not taken for what was said', async () => {
    const error = await refusalOf(() => read('{"segments": [', 'diarized_json'));
    expect(error).toMatchObject({ code: 'badAnswer', mayHaveCharged: true });
  });
});
