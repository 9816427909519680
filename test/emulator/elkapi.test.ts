import { z } from 'zod';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import { matching } from './matchers';
import { elkFailure, TestClient } from './testClient';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new TestClient(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.stop());

const german = fixtureNamed('german.mp3');
const file = { name: 'note.mp3', bytes: fixtureBytes('german.mp3') };
type Entries = Parameters<TestClient['elkapi']>[1];

const transcribe = (extra: Entries = [], operation: 'transcriptions' | 'translations' = 'transcriptions') =>
  client.elkapi(operation, [['file', file], ['model', 'whisper-1'], ...extra]);
const errorOf = (text: string) => elkFailure.parse(JSON.parse(text)).error;

describe('formats', () => {
  test('json is the default, declared as text/plain or as JSON', async () => {
    const plain = await transcribe();
    expect(JSON.parse(plain.text)).toMatchObject({ text: german.text });
    expect(plain.headers['content-type']).toContain('text/plain');
    await emulator.control.setFacts({ elkJsonType: 'application/json' });
    expect((await transcribe()).headers['content-type']).toContain('application/json');
  });

  test('text is the bare transcript', async () => {
    expect((await transcribe([['response_format', 'text']])).text).toBe(`${german.text}\n`);
  });

  test('srt and vtt carry a cue for each sentence', async () => {
    const srt = await transcribe([['response_format', 'srt']]);
    expect(srt.text).toMatch(
      /^1\n00:00:00,000 --> 00:00:\d\d,\d{3}\nGuten Tag, Ihre Bestellung ist fertig\.\n\n2\n/,
    );
    const vtt = await transcribe([['response_format', 'vtt']]);
    expect(vtt.text).toMatch(/^WEBVTT\n\n00:00:00\.000 --> 00:00:\d\d\.\d{3}\nGuten Tag/);
  });

  test.each<[string, Entries, { segments: boolean; words: boolean }]>([
    ['nothing', [], { segments: true, words: false }],
    ['segment', [['timestamp_granularities[]', 'segment']], { segments: true, words: false }],
    ['word', [['timestamp_granularities[]', 'word']], { segments: false, words: true }],
    [
      'both',
      [
        ['timestamp_granularities[]', 'word'],
        ['timestamp_granularities[]', 'segment'],
      ],
      { segments: true, words: true },
    ],
  ])('verbose_json with granularities: %s', async (_what, granularities, parts) => {
    const { text } = await transcribe([['response_format', 'verbose_json'], ...granularities]);
    const answer = z.record(z.unknown()).parse(JSON.parse(text));
    expect(answer).toMatchObject({ language: 'german', text: german.text, duration: german.durationSeconds });
    expect({ segments: 'segments' in answer, words: 'words' in answer }).toEqual(parts);
  });

  test('duration can be a string, and parts can come unasked or not at all', async () => {
    await emulator.control.setFacts({ elkDuration: 'string', elkVerboseParts: 'none', elkUsage: false });
    const { text } = await transcribe([['response_format', 'verbose_json']]);
    expect(JSON.parse(text)).toEqual({
      task: 'transcribe',
      language: 'german',
      duration: String(german.durationSeconds),
      text: german.text,
    });
  });

  test('a translation is English', async () => {
    const { text } = await transcribe([['response_format', 'verbose_json']], 'translations');
    expect(JSON.parse(text)).toMatchObject({
      task: 'translate',
      language: 'english',
      text: german.translation,
    });
  });
});

describe('a careless gateway', () => {
  const asked = async (format: string, facts: Parameters<Emulator['control']['setFacts']>[0]) => {
    await emulator.control.setFacts(facts);
    const words: Entries = format === 'verbose_json' ? [['timestamp_granularities[]', 'word']] : [];
    const { status, text } = await transcribe([['response_format', format], ...words]);
    expect(status).toBe(200);
    expect(await emulator.control.charged()).toHaveLength(1);
    return text;
  };

  test('wraps an answer', async () => {
    expect(await asked('text', { elkWrapping: 'jsonString' })).toBe(JSON.stringify(`${german.text}\n`));
  });

  test('puts an answer into data', async () => {
    expect(JSON.parse(await asked('json', { elkWrapping: 'dataObject' }))).toMatchObject({
      code: 200,
      data: { text: german.text },
    });
  });

  test('writes NaN, and leaves the text out or empty', async () => {
    const text = await asked('verbose_json', {
      elkNumbers: 'NaN',
      elkText: 'missing',
      elkVerboseParts: 'both',
    });
    expect(text).toContain('"avg_logprob":NaN');
    expect(text).not.toContain(`"text":"${german.text}`);
  });

  test('has words for some segments only', async () => {
    const { words } = z
      .object({ words: z.array(z.object({ word: z.string() })) })
      .parse(JSON.parse(await asked('verbose_json', { elkWords: 'everyOtherSegment' })));
    expect(words.at(-1)?.word).toBe('fertig');
  });

  test.each([
    ['text', '"start":"0"'],
    ['outside', '"start":-0.25'],
  ] as const)('writes times as %s', async (elkTimes, expected) => {
    expect(await asked('verbose_json', { elkTimes })).toContain(expected);
  });

  test.each([
    ['message', '{"code":500,"message":"system busy","data":null}'],
    ['list', '[]'],
    ['page', '<?xml'],
  ] as const)('answers with a %s, having charged', async (elkAnswer, expected) => {
    expect((await asked('text', { elkAnswer })).startsWith(expected)).toBe(true);
  });

  test.each([
    ['emptyLines', 'Guten\n\nTag'],
    ['noMilliseconds', '00:00:00 --> 00:00:02\n'],
    ['fourDigits', '00:00:00,000 --> 00:00:01,1000\n'],
    ['negative', '-00:00:00,120 --> 00:00:02,169\n'],
  ] as const)('writes cues with %s', async (elkCues, expected) => {
    expect(await asked('srt', { elkCues })).toContain(expected);
  });
});

describe('refusals', () => {
  test.each<[string, Entries, string]>([
    ['an unknown field', [['diarize', 'true']], 'diarize'],
    ['an unknown format', [['response_format', 'xml']], 'response_format'],
    ['a temperature above 1', [['temperature', '1.5']], 'temperature'],
    ['a temperature in words', [['temperature', 'warm']], 'temperature'],
    ['an ISO 639-3 language', [['language', 'deu']], 'language'],
    [
      'a field given twice',
      [
        ['language', 'de'],
        ['language', 'de'],
      ],
      'language',
    ],
    ['a second file', [['file', file]], 'file'],
    [
      'granularities without verbose_json',
      [['timestamp_granularities[]', 'word']],
      'timestamp_granularities',
    ],
    [
      'an unknown granularity',
      [
        ['response_format', 'verbose_json'],
        ['timestamp_granularities[]', 'letter'],
      ],
      'timestamp_granularities',
    ],
    [
      'granularities under the bare name',
      [
        ['response_format', 'verbose_json'],
        ['timestamp_granularities', 'word'],
      ],
      'timestamp_granularities',
    ],
  ])('%s', async (_what, extra, param) => {
    const { status, text } = await transcribe(extra);
    expect(status).toBe(400);
    expect(errorOf(text)).toMatchObject({ param, message: matching(/\(request id: \w+\)$/) });
    expect(await emulator.control.charged()).toEqual([]);
  });

  test('translations take no language', async () => {
    const { status, text } = await transcribe([['language', 'de']], 'translations');
    expect({ status, param: errorOf(text).param }).toEqual({ status: 400, param: 'language' });
  });

  test.each<[string, Entries, string]>([
    ['no model', [['file', file]], 'model'],
    ['no file', [['model', 'whisper-1']], 'file'],
  ])('%s', async (_what, entries, param) => {
    const { status, text } = await client.elkapi('transcriptions', entries);
    expect({ status, param: errorOf(text).param }).toEqual({ status: 400, param });
  });

  test.each(['note.MP3', 'note.mpga', 'note.mpeg', 'note', 'note.txt'])(
    'the gateway cannot take %s',
    async (name) => {
      const { status, text } = await client.elkapi('transcriptions', [
        ['file', { ...file, name, type: 'audio/mpeg' }],
        ['model', 'whisper-1'],
      ]);
      expect({ status, code: errorOf(text).code }).toEqual({ status: 500, code: 'count_token_failed' });
    },
  );

  test('a format that the gateway passes and the service does not know is refused', async () => {
    const { status, text } = await client.elkapi('transcriptions', [
      ['file', { ...file, name: 'note.aiff' }],
      ['model', 'whisper-1'],
    ]);
    expect(status).toBe(400);
    expect(errorOf(text).message).toContain('Invalid file format');
  });

  test('.webm is taken or not, by the fact', async () => {
    const webm: Entries = [
      ['file', { name: 'note.webm', bytes: fixtureBytes('english.webm') }],
      ['model', 'whisper-1'],
    ];
    expect((await client.elkapi('transcriptions', webm)).status).toBe(200);
    await emulator.control.setFacts({ elkWebm: 'count_token_failed' });
    expect((await client.elkapi('transcriptions', webm)).status).toBe(500);
  });

  test('content that is no audio', async () => {
    const { status } = await client.elkapi('transcriptions', [
      ['file', { name: 'note.mp3', bytes: Buffer.from('no audio') }],
      ['model', 'whisper-1'],
    ]);
    expect(status).toBe(400);
  });

  test('a request of more than 25 MiB, even when the file alone is within them', async () => {
    const { status, text } = await client.elkapi('transcriptions', [
      ['file', { name: 'note.mp3', bytes: Buffer.alloc(25 * 1024 * 1024) }],
      ['model', 'whisper-1'],
    ]);
    expect(status).toBe(413);
    expect(errorOf(text).message).toContain('26214400');
  });

  test('a wrong key, an unknown model, an unknown route', async () => {
    expect((await client.elkapi('transcriptions', [], 'sk-wrong')).status).toBe(401);
    const model = await client.elkapi('transcriptions', [
      ['file', file],
      ['model', 'whisper-9'],
    ]);
    expect(errorOf(model.text).code).toBe('model_not_found');
    expect((await client.ask(`${emulator.urls.elkapi}/audio/speech`, { method: 'POST' })).status).toBe(404);
  });

  test('out of money is a 429 whose code says so', async () => {
    await emulator.control.setBalance({ usd: 0 });
    const first = await transcribe();
    expect({ status: first.status, code: errorOf(first.text).code }).toEqual({
      status: 429,
      code: 'insufficient_user_quota',
    });
    await emulator.control.setFacts({ elkQuotaCode: 'insufficient_quota' });
    expect(errorOf((await transcribe()).text).code).toBe('insufficient_quota');
  });
});

describe('models', () => {
  const using = (model: string, extra: Entries = [], operation?: 'translations') =>
    client.elkapi(operation ?? 'transcriptions', [['file', file], ['model', model], ...extra]);
  const formats = ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'];

  test.each([
    ['whisper-1', ['json', 'text', 'srt', 'verbose_json', 'vtt']],
    ['gpt-4o-transcribe', ['json', 'text']],
    ['gpt-4o-mini-transcribe-2025-12-15', ['json', 'text']],
    ['gpt-4o-transcribe-diarize', ['json', 'text', 'diarized_json']],
  ])('%s answers in its formats, and refuses all others', async (model, taken) => {
    for (const format of formats) {
      const { status, text } = await using(model, [['response_format', format]]);
      expect([format, status]).toEqual([format, taken.includes(format) ? 200 : 400]);
      if (status !== 400) continue;
      expect(errorOf(text)).toMatchObject({
        param: 'response_format',
        message: matching(/Use '.+' instead\./),
      });
    }
    expect(await emulator.control.charged()).toHaveLength(taken.length);
  });

  test('the speakers of diarized_json are letters', async () => {
    const dialogue = { name: 'dialogue.mp3', bytes: fixtureBytes('dialogue.mp3') };
    const { text } = await client.elkapi('transcriptions', [
      ['file', dialogue],
      ['model', 'gpt-4o-transcribe-diarize'],
      ['response_format', 'diarized_json'],
      ['chunking_strategy', 'auto'],
    ]);
    const segment = z.object({ speaker: z.string(), text: z.string(), start: z.number(), end: z.number() });
    const { segments } = z.object({ segments: z.array(segment) }).parse(JSON.parse(text));
    expect([...new Set(segments.map(({ speaker }) => speaker))]).toEqual(['A', 'B']);
    expect(segments.map(({ text: said }) => said).join(' ')).toBe(fixtureNamed('dialogue.mp3').text);
  });

  test.each<[string, Entries, 'translations' | undefined, string]>([
    ['gpt-4o-transcribe', [], 'translations', 'model'],
    ['gpt-4o-transcribe-diarize', [['prompt', 'Anna']], undefined, 'prompt'],
    ['whisper-1', [['chunking_strategy', 'auto']], undefined, 'chunking_strategy'],
  ])('%s refuses %j in %s', async (model, extra, operation, param) => {
    const { status, text } = await using(model, extra, operation);
    expect({ status, param: errorOf(text).param }).toEqual({ status: 400, param });
    expect(await emulator.control.charged()).toEqual([]);
  });

  test('long recordings need a chunking strategy with some, and are refused by others', async () => {
    const long = async (name: string, durationSeconds: number, model: string, extra: Entries = []) => {
      const bytes = Buffer.concat([fixtureBytes('german.mp3'), Buffer.from(name)]);
      const { text, translation } = german;
      await emulator.control.putFile(`${name}.mp3`, bytes, 'audio/mpeg', {
        speech: { durationSeconds, text, translation, words: [] },
      });
      return await client.elkapi('transcriptions', [
        ['file', { name: 'note.mp3', bytes }],
        ['model', model],
        ...extra,
      ]);
    };
    const diarize = 'gpt-4o-transcribe-diarize';
    expect((await long('a', 31, diarize)).status).toBe(400);
    expect((await long('b', 31, diarize, [['chunking_strategy', 'auto']])).status).toBe(200);
    expect((await long('c', 1_400, 'gpt-4o-transcribe')).status).toBe(200);
    expect((await long('d', 1_401, 'gpt-4o-transcribe')).text).toContain('is longer than 1400 seconds');
    expect((await long('e', 1_401, 'whisper-1')).status).toBe(200);
  });

  test('a gateway may refuse verbose_json for every model, or let everything pass', async () => {
    const verbose = (model: string) => using(model, [['response_format', 'verbose_json']]);
    await emulator.control.setFacts({ elkFormats: 'noVerboseJson' });
    expect((await verbose('whisper-1')).status).toBe(400);
    await emulator.control.setFacts({ elkFormats: 'all' });
    expect((await verbose('gpt-4o-transcribe')).status).toBe(200);
  });
});

describe('account', () => {
  test('the models are listed for the right key only', async () => {
    const url = `${emulator.urls.elkapi}/models`;
    const listed = await client.ask(url, { headers: { authorization: `Bearer ${emulator.keys.elkapi}` } });
    const { data } = z.object({ data: z.array(z.object({ id: z.string() })) }).parse(JSON.parse(listed.text));
    expect(data.map(({ id }) => id)).toEqual([
      ...['whisper-1', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'gpt-4o-mini-transcribe-2025-12-15'],
      ...['gpt-4o-transcribe-diarize', 'gpt-4o-mini', 'text-embedding-3-small'],
    ]);
    expect((await client.ask(url)).status).toBe(401);
  });

  test('the balance shrinks by what was transcribed', async () => {
    await transcribe();
    const { text } = await client.ask(`${emulator.urls.balance}/user/quota?key=${emulator.keys.elkapi}`);
    const quota = z.object({ total_quota: z.number(), total_used_quota: z.number() }).parse(JSON.parse(text));
    expect(quota.total_used_quota).toBeGreaterThan(0);
    expect(JSON.parse(text)).toMatchObject({
      request_count: 1,
      keys: [{ remain_quota: quota.total_quota - quota.total_used_quota }],
    });
  });

  test('the balance host answers a wrong key within HTTP 200, or with 401', async () => {
    const ask = () => client.ask(`${emulator.urls.balance}/user/quota?key=sk-wrong`);
    const hidden = await ask();
    expect({ status: hidden.status, type: errorOf(hidden.text).type }).toEqual({
      status: 200,
      type: 'new_api_error',
    });
    await emulator.control.setFacts({ elkQuotaErrors: 'http401' });
    expect((await ask()).status).toBe(401);
  });
});
