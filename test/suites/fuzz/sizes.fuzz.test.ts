import fc from 'fast-check';
import { fileNameFromHeader, fileNameFromUrl } from '../../../nodes/Transcribe/audio/fileName';
import { withoutQueries } from '../../../nodes/shared/nodeErrors';
import { baseName } from '../../../nodes/shared/output/baseName';
import { withoutSecret } from '../../../transcription/calls/redaction';
import { ApikleyProvider } from '../../../providers/apikley/provider';
import { sourceName } from '../../../providers/apikley/sourceName';
import { type ModelChoice, modelChoices } from '../../support/elkapiModels';
import { ElkapiProvider } from '../../../providers/elkapi/provider';
import type { HttpResponse } from '../../../transcription/calls/http';
import { oneLine, withoutStop } from '../../../transcription/text/oneLine';
import { audioFile } from '../../support/audio';
import { heavyJson, shapes, type ShapeName } from '../../support/heavyJson';
import { AnsweringClient, runtimeWith } from './answeringClient';
import { huge, hugeJson } from './arbitraries/huge';
import { errorProblems } from './errorProblems';
import { holds } from './holds';
import { statusProblems, problemsOf } from './wellFormed';

/*
 * Nothing here is timed. Code that needs quadratic time for such sizes would run into the test's timeout, and code
 * that recurses for each level or character would overflow the stack.
 */

/** Characters at which a search for an end, a name, a tag or a mark starts over. */
const piece = fc.constantFrom(
  ...[
    '.',
    ' ',
    '\n',
    '!',
    '(',
    ')',
    '(request id:',
    '"',
    "'",
    '-',
    'a',
    'a.',
    '1',
    '1:',
    '9',
    '٠',
    '漢',
    'ไ',
    '\u0301',
  ],
  ...[
    '<',
    '<v ',
    '<v a ',
    '&',
    '&#',
    '{',
    '[',
    '/',
    '\\',
    '\\"',
    '%',
    '%2f',
    'filename*',
    'https://',
    'http:\\/\\/',
    'http://a?',
    '?',
    '\ud800',
  ],
  ...['-a', '_en', '00:00:01,000 --> ', '-->', '1\n', 'word ', '…', '“', '«', '🎧', '\u200d', '__proto__.'],
);

/** A long text made of one piece, between two that are found at once. */
const longText = fc
  .tuple(
    fc.constantFrom('', 'a', 'Hello '),
    piece,
    fc.constantFrom(2_000, 100_000),
    fc.constantFrom('', 'b', ' end.', '>'),
  )
  .map(([before, part, size, after]) => ({ before, part, size, after }));
type LongText = typeof longText extends fc.Arbitrary<infer Text> ? Text : never;
const written = ({ before, part, size, after }: LongText): string =>
  before + part.repeat(Math.ceil(size / part.length)) + after;

const baseUrl = 'https://api.example.com';
const outcome = async <T>(attempt: Promise<T>, problems: (value: T) => string[]): Promise<string[]> =>
  await attempt.then(problems, (error: unknown) => errorProblems(error));

const readAnswer = (body: string, status = 200) => {
  const response: HttpResponse = { status, headers: {}, body };
  const provider = new ApikleyProvider(runtimeWith(new AnsweringClient(() => response)), { baseUrl });
  return outcome(provider.read('task_1'), statusProblems);
};

const words = (text: string) => [
  { text: 'Hello', start: 0, end: 1, type: 'word' },
  { text, start: 1, end: 2, type: 'word' },
  { text, start: 2, end: 3, type: 'audio_event' },
  { text: 'end.', start: 3, end: 4, type: 'word' },
];

/** Places for a text in Apikley's answers. */
const apikleyPlace = fc.constantFrom<(text: string) => object>(
  (msg) => ({ code: 422, msg }),
  (msg) => ({ code: 501, msg }),
  (failMsg) => ({ code: 200, data: { state: 'fail', failMsg } }),
  (failCode) => ({ code: 200, data: { state: 'fail', failCode } }),
  (state) => ({ code: 200, data: { state } }),
  (resultJson) => ({ code: 200, data: { state: 'success', resultJson } }),
  (text) => success({ text }),
  (text) => success({ text, words: words('x') }),
  (text) => success({ text: `Hello ${text} end.`, words: words(text) }),
  (text) => success({ words: words(text) }),
  (text) =>
    success({ text: `Hello ${text} end.`, words: words('end').slice(0, 1).concat(words('end').slice(3)) }),
  (text) =>
    success({
      transcripts: [
        { text, words: words('x') },
        { text: 'Yes', words: words(text) },
      ],
    }),
  (language_code) => success({ text: 'Hello.', language_code }),
  (name) =>
    success(
      { text: 'Hello.' },
      { input: { audio_url: `https://example.com/${encodeURIComponent(Buffer.from(name).toString())}.mp3` } },
    ),
  (name) => success({ text: 'Hello.' }, { input: { audio_url: `https://example.com/${name}` } }),
);
const success = (resultObject: object, param?: object) => ({
  code: 200,
  data: { state: 'success', resultJson: JSON.stringify({ resultObject }), param },
});

holds('Apikley may answer at great length', fc.tuple(apikleyPlace, longText), 100, async ([place, text]) => {
  expect(await readAnswer(JSON.stringify(place(written(text))))).toEqual([]);
});

holds(
  'Apikley may answer with what is deep or wide',
  fc.tuple(huge, fc.constantFrom('data', 'words', 'text', '__proto__', 'resultObject'), fc.nat({ max: 4 })),
  50,
  async ([size, name, place]) => {
    const value = hugeJson(size, name);
    const bodies = [
      value,
      `{"code":200,"data":${value}}`,
      `{"code":200,"data":{"state":"success","resultJson":${value}}}`,
      `{"code":200,"data":{"state":"success","resultJson":${JSON.stringify(`{"resultObject":{"text":"a","words":${value}}}`)}}}`,
      `{"code":200,"data":{"state":"success","param":${value},"resultJson":{"text":"a","transcripts":${value}}}}`,
    ];
    expect(await readAnswer(bodies[place] ?? '')).toEqual([]);
  },
);

const file = audioFile('call.mp3', 'audio/mpeg', new Uint8Array(16));
const verbose: ModelChoice = { model: 'whisper-1', responseFormat: 'verbose_json' };
const transcribeAnswer = (body: string, choice: ModelChoice, status = 200) => {
  const client = new AnsweringClient(() => ({ status, headers: {}, body }));
  const provider = new ElkapiProvider(runtimeWith(client), {
    baseUrl,
    balanceUrl: baseUrl,
    apiKey: 'sk-01234',
  });
  const request = { audio: file, wantWords: true, providerOptions: choice };
  return outcome(provider.transcribe(request), problemsOf);
};

const spoken = (text: string) => [
  { word: 'Hello', start: 0, end: 1 },
  { word: text, start: 1, end: 2 },
  { word: 'end', start: 2, end: 3 },
];

/** Places for a text in ElkAPI's answers. */
const elkapiPlace = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `<!doctype ${text}`,
  (text) => `WEBVTT\n\n00:00.000 --> 00:01.000\n${text}\n`,
  (text) => `1\n00:00:00,000 --> 00:00:01,000\n<v Anna>${text}\n`,
  (text) => `1\n${text}00:00:00,000 --> 00:00:01,000\nHello\n`,
  (message) => JSON.stringify({ error: { message } }),
  (text) => JSON.stringify({ text }),
  (text) => JSON.stringify({ text: `Hello ${text} end.`, words: spoken(text) }),
  (text) => JSON.stringify({ text: `Hello ${text} end.`, words: spoken('and') }),
  (text) =>
    JSON.stringify({ text: `Hello ${text} end.`, words: spoken('').filter(({ word }) => word !== '') }),
  (text) => JSON.stringify({ text, segments: [{ start: 0, end: 1, text }] }),
  (language) => JSON.stringify({ text: 'Hello.', language }),
);

holds(
  'ElkAPI may answer at great length',
  fc.tuple(elkapiPlace, longText, fc.constantFrom(...modelChoices), fc.constantFrom(200, 200, 400, 500)),
  120,
  async ([place, text, choice, status]) => {
    expect(await transcribeAnswer(place(written(text)), choice, status)).toEqual([]);
  },
);

holds(
  'ElkAPI may answer with what is deep or wide',
  fc.tuple(
    huge,
    fc.constantFrom('error', 'words', 'text', '__proto__'),
    fc.constantFrom(...modelChoices),
    fc.nat({ max: 3 }),
  ),
  50,
  async ([size, name, choice, place]) => {
    const value = hugeJson(size, name);
    const bodies = [
      value,
      `{"error":${value}}`,
      `{"text":"a","words":${value}}`,
      `{"text":"a","segments":${value},"language":${value}}`,
    ];
    expect(await transcribeAnswer(bodies[place] ?? '', choice)).toEqual([]);
  },
);

holds(
  'words that are many and not in the text are looked for no further than nearby',
  fc.tuple(longText, fc.constantFrom('x', 'Hello', '...', '漢')),
  8,
  async ([text, word]) => {
    const many = Array.from({ length: 20_000 }, (_, at) => ({ word, start: at, end: at + 1 }));
    expect(await transcribeAnswer(JSON.stringify({ text: written(text), words: many }), verbose)).toEqual([]);
  },
);

holds('names may be of any length', longText, 80, (text) => {
  const name = written(text);
  const encoded = encodeURIComponent(Buffer.from(name).toString());
  const names = [
    baseName({ sourceName: name, taskId: name }, { chosen: name, recording: name }),
    baseName({}, { chosen: '', recording: name }),
    fileNameFromHeader(`attachment; filename="${name}"`),
    fileNameFromHeader(`attachment; filename=${name}`),
    fileNameFromHeader(`attachment; filename*=UTF-8''${encoded}`),
    fileNameFromUrl(`https://example.com/${encoded}`),
    sourceName({ input: { audio_url: `https://example.com/${encoded}.mp3` } }),
  ];
  for (const made of names) expect((made ?? '').length).toBeLessThanOrEqual(255);
});

holds(
  'what is cleaned may be of any length',
  fc.tuple(longText, fc.constantFrom('1234', 'sk-0123-4567-89')),
  80,
  ([text, key]) => {
    const said = written(text).repeat(10);
    expect(withoutQueries(said).length).toBeLessThanOrEqual(said.length);
    expect(withoutSecret(key)(said)).toBe(said);
    expect(oneLine(said).length).toBeLessThanOrEqual(304);
    expect(withoutStop(said).length).toBeLessThanOrEqual(304);
  },
);

const isKind = (name: string): name is ShapeName => name in shapes;

holds(
  'an answer may be of the kind that costs the most memory, wherever it stands',
  fc.record({
    kind: fc.constantFrom(...Object.keys(shapes).filter(isKind)),
    bytes: fc.constantFrom(20_000, 300_000),
    name: fc.constantFrom('words', 'segments', 'transcripts', 'text'),
  }),
  24,
  async ({ kind, bytes, name }) => {
    const value = heavyJson(kind, bytes)();
    const result = `{"text":"a",${JSON.stringify(name)}:${value}}`;
    const details = { state: 'success', resultJson: result };
    expect(await readAnswer(JSON.stringify({ code: 200, data: details }))).toEqual([]);
    expect(await transcribeAnswer(result, verbose)).toEqual([]);
  },
);
