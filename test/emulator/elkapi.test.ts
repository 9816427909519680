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

describe('account', () => {
  test('the models are listed for the right key only', async () => {
    const url = `${emulator.urls.elkapi}/models`;
    const listed = await client.ask(url, { headers: { authorization: `Bearer ${emulator.keys.elkapi}` } });
    expect(JSON.parse(listed.text)).toMatchObject({ object: 'list', data: [{ id: 'whisper-1' }, {}, {}] });
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
