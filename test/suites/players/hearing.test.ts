import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startEmulator, type Emulator } from '../../../emulator/emulator';
import { vocabulary } from '../../../emulator/hearing/vocabulary';
import { TestClient } from '../../emulator/testClient';
import { opus, record } from '../../support/toneSpeech/record';
import { toneSpeech } from '../../support/toneSpeech/toneSpeech';

let folder: string;
let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearing-'));
  emulator = await startEmulator({ taskMs: 60_000, rateLimit: null, facts: { hearing: 'tones' } });
  client = new TestClient(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(async () => {
  await emulator.stop();
  await rm(folder, { recursive: true });
});

const speech = toneSpeech({ seed: 11, seconds: 30, voices: 3 });
const bare = (text: string) => text.toLowerCase().replace(/\.$/, '');
const spoken = speech.words.map(({ text }) => text);

const scribe = z.object({
  resultObject: z.object({
    text: z.string(),
    audio_duration_secs: z.number(),
    words: z.array(
      z.object({
        text: z.string(),
        type: z.string(),
        start: z.number(),
        end: z.number(),
        speaker_id: z.string(),
      }),
    ),
  }),
});

async function recorded(name: string, sound = ''): Promise<string> {
  const path = join(folder, name);
  await record(speech, path, { sound });
  return path;
}

/** What Apikley makes of a file at a URL. */
async function scribed(audio_url: string) {
  const { resultObject } = scribe.parse(await client.result(await client.newTask({}, { audio_url })));
  return { ...resultObject, words: resultObject.words.filter(({ type }) => type === 'word') };
}

async function uploaded(name: string, bytes: Buffer): Promise<string> {
  const { envelope } = await client.upload([
    ['file', { name, bytes }],
    ['uploadPath', 'audio'],
  ]);
  return z.object({ downloadUrl: z.string() }).parse(envelope.data).downloadUrl;
}

const whisper = z.object({
  text: z.string(),
  duration: z.number(),
  words: z.array(z.object({ word: z.string(), start: z.number(), end: z.number() })),
  segments: z.array(z.object({ text: z.string(), start: z.number(), end: z.number() })),
});

const asked = async (name: string, path: string, fields: Array<[string, string]>, translate = false) => {
  const { text } = await client.elkapi(translate ? 'translations' : 'transcriptions', [
    ['file', { name, bytes: await readFile(path) }],
    ['model', 'whisper-1'],
    ...fields,
  ]);
  return text;
};

describe('Apikley', () => {
  test('hears an uploaded file word by word, and charges for its real length', async () => {
    const path = await recorded('call.m4a', '-b:a 48k');
    const { text, words, audio_duration_secs } = await scribed(
      await uploaded('call.m4a', await readFile(path)),
    );
    expect(text.split(' ').map(bare)).toEqual(spoken);
    expect(words.map((word) => bare(word.text))).toEqual(spoken);
    words.forEach(({ start, end }, index) => {
      expect(Math.abs(start - (speech.words[index]?.start ?? NaN))).toBeLessThan(0.02);
      expect(Math.abs(end - (speech.words[index]?.end ?? NaN))).toBeLessThan(0.02);
    });
    expect(audio_duration_secs).toBeCloseTo(30, 1);
    const [charge] = await emulator.control.charged();
    expect(charge?.seconds).toBeCloseTo(30, 1);
  });

  test('hears a file that it fetches, and numbers its speakers by who speaks first', async () => {
    const path = await recorded('call.mp3', '-b:a 32k');
    const url = await emulator.control.serveFile('call.mp3', path, 'audio/mpeg');
    const { words } = await scribed(url);
    const order = [...new Set(speech.words.map(({ voice }) => voice))];
    expect(order).toHaveLength(3);
    expect(words.map(({ speaker_id }) => speaker_id)).toEqual(
      speech.words.map(({ voice }) => `speaker_${order.indexOf(voice)}`),
    );
    // Another request begins at another place, so the same voices get other numbers.
    const second = speech.words.findIndex(({ voice }) => voice !== speech.words[0]?.voice);
    const from = (speech.words[second]?.start ?? 0) - 0.05;
    const part = Buffer.concat([...speech.wav()]);
    const cut = Buffer.concat([part.subarray(0, 44), part.subarray(44 + Math.round(from * 16_000) * 2)]);
    const later = await scribed(await emulator.control.putFile('later.wav', cut, 'audio/wav'));
    expect(later.words.map((word) => bare(word.text))).toEqual(spoken.slice(second));
    expect(later.words[0]?.speaker_id).toBe('speaker_0');
  });
});

describe('ElkAPI', () => {
  test('hears segments and words', async () => {
    const path = await recorded('call.ogg', `${opus} -b:a 24k`);
    const answer = whisper.parse(
      JSON.parse(
        await asked('call.ogg', path, [
          ['response_format', 'verbose_json'],
          ['timestamp_granularities[]', 'word'],
          ['timestamp_granularities[]', 'segment'],
        ]),
      ),
    );
    expect(answer.words.map(({ word }) => bare(word))).toEqual(spoken);
    expect(answer.segments.length).toBeGreaterThan(3);
    expect(answer.segments.map(({ text }) => text.trim()).join(' ')).toBe(answer.text);
    expect(answer.duration).toBeCloseTo(30, 1);
    expect(answer.words.at(-1)?.end).toBeCloseTo(speech.words.at(-1)?.end ?? NaN, 1);
  });

  test.each(['json', 'text', 'srt', 'vtt'])('says every word in %s', async (format) => {
    const path = await recorded('call.flac');
    const text = await asked('call.flac', path, [['response_format', format]]);
    const read = text.toLowerCase().match(/[a-z]+/g) ?? [];
    expect(read.filter((word) => vocabulary.includes(word))).toEqual(spoken);
  });

  test('translates it word by word, when it was said', async () => {
    const path = await recorded('call.flac');
    const fields: Array<[string, string]> = [['response_format', 'srt']];
    expect(await asked('call.flac', path, fields, true)).toBe(await asked('call.flac', path, fields));
  });
});

test('what is not tone speech gets words as before, and silence none', async () => {
  const wav = (bytes: number, value: (at: number) => number) => {
    const [header = Buffer.alloc(0)] = toneSpeech({ seed: 1, seconds: bytes / 32_000 }).wav();
    return Buffer.concat([header, Buffer.from(Uint8Array.from({ length: bytes }, (_, at) => value(at)))]);
  };
  const hear = async (name: string, bytes: Buffer) =>
    scribed(await emulator.control.putFile(name, bytes, 'audio/wav'));
  expect(
    (
      await hear(
        'noise.wav',
        wav(96_000, (at) => (at * 7919) % 251),
      )
    ).words.length,
  ).toBeGreaterThan(3);
  expect(
    (
      await hear(
        'silence.wav',
        wav(96_000, () => 0),
      )
    ).words,
  ).toEqual([]);
});

test('what is no audio at all is refused as before', async () => {
  const path = join(folder, 'page.mp3');
  await writeFile(path, '<html>');
  expect(await asked('page.mp3', path, [])).toContain('Invalid file format');
});

test('a careless recogniser mishears the ends only', async () => {
  await emulator.control.setFacts({ hearing: 'carelessTones' });
  const unknown: Array<{ start: number; end: number }> = [];
  for (let seed = 1; seed <= 8; seed += 1) {
    const bytes = Buffer.concat([...toneSpeech({ seed, seconds: 10, pauses: false }).wav()]);
    const { words } = await scribed(await emulator.control.putFile(`${seed}.wav`, bytes, 'audio/wav'));
    unknown.push(...words.filter(({ text }) => !vocabulary.includes(bare(text))));
  }
  expect(unknown.length).toBeGreaterThan(0);
  expect(unknown.filter(({ start, end }) => start > 1.1 && end < 8.9)).toEqual([]);
});
