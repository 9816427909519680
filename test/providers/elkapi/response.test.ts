import { elkapiOptionsSchema, type ElkapiResponseFormat } from '../../../providers/elkapi/options';
import { toTranscript } from '../../../providers/elkapi/response';
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

  test('is read as far as it can be: a duration in a string, segments of which some are none or have no start', () => {
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

  test('with words only has segments made of them', () => {
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

  test('with both has the segments as they came', () => {
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

  test('with a segment that ends before it starts has its end made anew', () => {
    const wrong = [
      { start: 0, end: -3, text: 'Ever tried.' },
      { start: 1.6, end: 2.66, text: 'Never failed.' },
    ];
    expect(read(JSON.stringify({ text, segments: wrong })).segments).toEqual(segments);
  });

  test('with words without times has no segments', () => {
    const untimed = [{ word: 'Ever' }, { word: 'tried' }];
    const transcript = read(JSON.stringify({ text: 'Ever tried.', words: untimed }));
    expect(transcript.words).toEqual([{ text: 'Ever' }, { text: 'tried.' }]);
    expect(Object.keys(transcript)).not.toContain('segments');
  });

  test('without a text has that of its words', () => {
    expect(read(JSON.stringify({ text: '', words })).text).toBe('ever tried never failed');
  });

  test('in Chinese has words that are joined', () => {
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

  test('keeps the answer as it came', () => {
    const answer = { text, words, segments: [{ start: 2, end: 1, text: ' Ever' }], more: 1 };
    expect(read(JSON.stringify(answer)).raw).toEqual(answer);
  });

  test('with empty lists has no columns for them', () => {
    expect(Object.keys(read('{"text":"","segments":[],"words":[]}')).sort()).toEqual(
      ['model', 'provider', 'raw', 'status', 'text'].sort(),
    );
  });

  test('that is plain text after all is kept as the text, because it was paid for', () => {
    expect(read('Ever tried.\n')).toMatchObject({ text: 'Ever tried.', raw: 'Ever tried.\n' });
  });
});

test('json is the text and no more', () => {
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

  test('is read out of the JSON in which some gateways wrap it', () => {
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
  test('becomes segments, and is handed on as the file that it is', () => {
    expect(read(body, format)).toMatchObject({
      text: 'Ever tried. Never failed.',
      segments,
      subtitles: { [format]: body },
      raw: body,
    });
  });

  test('is read out of the JSON in which some gateways answer instead', () => {
    const transcript = read(JSON.stringify(verbose), format);
    expect(transcript).toMatchObject({ text: 'Ever tried. Never failed.', segments });
    expect(transcript.subtitles).toBeUndefined();
  });

  test('that is plain text after all is kept as the text', () => {
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

describe('a silent recording is an empty text', () => {
  test.each<[ElkapiResponseFormat, string]>([
    ['verbose_json', '{"task":"transcribe","language":"english","duration":2.0,"text":"","segments":[]}'],
    ['json', '{"text":""}'],
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

describe('an answer that holds no transcript may have been charged, and is not asked for again', () => {
  test.each<[ElkapiResponseFormat, string]>([
    ['verbose_json', ''],
    ['verbose_json', '{"text": "Ev'],
    ['verbose_json', '{"hello":"world"}'],
    ['verbose_json', '{"text":null}'],
    ['verbose_json', 'null'],
    ['json', '[]'],
    ['json', ' \n'],
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
