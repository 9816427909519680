import { z } from 'zod';
import { fixtureNamed } from '../../emulator/recordings/fixtures';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import { anyNumber, anyString, listWith, objectWith } from './matchers';
import { TestClient } from './testClient';
import { wavHeader } from '../support/wavHeader';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ taskMs: 60_000, rateLimit: null });
  client = new TestClient(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.stop());

const token = z.object({
  text: z.string(),
  type: z.string(),
  start: z.number().nullish(),
  end: z.number().nullish(),
  speaker_id: z.string().optional(),
});
const scribe = z.object({ text: z.string(), words: z.array(token) });
const wrapped = z.object({ resultObject: scribe });

const dialogue = (input: Record<string, unknown> = {}) =>
  client.newTask({}, { audio_url: client.audio('dialogue.mp3'), ...input });
const heard = async (input?: Record<string, unknown>) =>
  wrapped.parse(await client.result(await dialogue(input))).resultObject;

test('diarized words name two speakers, others name none', async () => {
  const speakers = ({ words }: z.output<typeof scribe>) => new Set(words.map(({ speaker_id }) => speaker_id));
  expect(speakers(await heard({ diarize: true }))).toEqual(new Set(['speaker_0', 'speaker_1']));
  expect(speakers(await heard({ diarize: false }))).toEqual(new Set([undefined]));
});

test('both switches are on when they are left out', async () => {
  const result = await heard();
  expect(result.words.some(({ speaker_id }) => speaker_id === 'speaker_1')).toBe(true);
  expect(result.text).toContain('(door closes)');
});

test('audio events are tagged only when asked for', async () => {
  expect((await heard({ tag_audio_events: true })).words.at(-1)).toMatchObject({
    type: 'audio_event',
    text: '(door closes)',
  });
  expect((await heard({ tag_audio_events: false })).text).toBe(fixtureNamed('dialogue.mp3').text);
});

test('the result can be the root object', async () => {
  await emulator.control.setFacts({ resultShape: 'root' });
  expect(await client.result(await dialogue())).toMatchObject({
    text: anyString,
    language_code: 'eng',
  });
});

test('the result can be a file on another host', async () => {
  await emulator.control.setFacts({ resultShape: 'resultUrls' });
  const taskId = await dialogue();
  const { resultUrls } = z.object({ resultUrls: z.array(z.string()) }).parse(await client.result(taskId));
  const [url = ''] = resultUrls;
  expect(url.startsWith(emulator.urls.files)).toBe(true);
  expect(scribe.parse(JSON.parse((await client.ask(url)).text)).words.length).toBeGreaterThan(0);
  expect(await emulator.control.counts()).toMatchObject({ resultFile: 1 });
});

test('the result can be split by channel', async () => {
  await emulator.control.setFacts({ resultShape: 'multichannel' });
  expect(await client.result(await dialogue())).toMatchObject({
    resultObject: { transcripts: [{ channel_index: 0 }, { channel_index: 1 }] },
  });
});

test('times can be null or missing, and spacing can overlap or be absent', async () => {
  await emulator.control.setFacts({ wordTimes: 'null' });
  expect((await heard()).words[0]).toMatchObject({ start: null, end: null });
  await emulator.control.setFacts({ wordTimes: 'missing' });
  expect((await heard()).words[0]).not.toHaveProperty('start');
  await emulator.control.setFacts({ wordTimes: 'numbers', spacing: 'overlapping' });
  const spacing = (await heard()).words.find(({ type }) => type === 'spacing');
  expect(Number(spacing?.end)).toBeLessThan(Number(spacing?.start));
  await emulator.control.setFacts({ spacing: 'none' });
  expect((await heard()).words.map(({ type }) => type)).not.toContain('spacing');
});

test.each([
  ['string', '422'],
  ['number', 422],
  ['null', null],
] as const)('failCode can be a %s', async (failCodeType, failCode) => {
  await emulator.control.setFacts({ failCodeType });
  await emulator.control.planTask({ outcome: { kind: 'fail', failCode: '422' } });
  const taskId = await dialogue();
  await emulator.control.endTask(taskId);
  expect((await client.details(taskId)).failCode).toBe(failCode);
});

test('costTime is in seconds or in milliseconds', async () => {
  const taskId = await dialogue();
  await emulator.control.endTask(taskId);
  await emulator.control.setFacts({ costTimeUnit: 'milliseconds' });
  const { costTime, createTime, completeTime } = await client.details(taskId);
  expect(costTime).toBe(Number(completeTime) - createTime);
  await emulator.control.setFacts({ costTimeUnit: 'seconds' });
  expect((await client.details(taskId)).costTime).toBe(Math.round(Number(costTime) / 1000));
});

test('optional fields come and go', async () => {
  const taskId = await dialogue();
  await emulator.control.endTask(taskId);
  expect((await client.recordInfo(taskId)).envelope.data).toMatchObject({
    creditsConsumed: anyNumber,
  });
  await emulator.control.setFacts({ creditsConsumed: false, progress: false, recordId: false });
  const { data } = (await client.recordInfo(taskId)).envelope;
  expect(data).not.toHaveProperty('creditsConsumed');
  expect(data).not.toHaveProperty('progress');
  expect((await client.createTask()).envelope.data).not.toHaveProperty('recordId');
});

test('times can be texts or slightly below zero, and words in any order', async () => {
  const usual = (await heard()).words;
  await emulator.control.setFacts({ wordTimes: 'strings' });
  expect(await client.result(await dialogue())).toMatchObject({
    resultObject: { words: listWith(objectWith({ start: String(usual[1]?.start) })) },
  });
  await emulator.control.setFacts({ wordTimes: 'belowZero' });
  expect(usual[0]?.start).toBe(0);
  expect((await heard()).words[0]?.start).toBe(-0.02);
  await emulator.control.setFacts({ wordTimes: 'numbers', wordOrder: 'reversed' });
  expect((await heard()).words).toEqual([...usual].reverse());
});

test('speakers can be counted instead of named', async () => {
  await emulator.control.setFacts({ speakerIdType: 'integer' });
  const result = await client.result(await dialogue({ diarize: true }));
  for (const speaker_id of [0, 1]) {
    expect(result).toMatchObject({ resultObject: { words: listWith(objectWith({ speaker_id })) } });
  }
});

test.each([
  ['emptyText', ''],
  ['null', null],
  ['emptyObject', '{}'],
  ['nullResult', '{"resultObject":null}'],
] as const)('the result can be missing for the first readings (%s)', async (emptyResult, resultJson) => {
  await emulator.control.setFacts({ emptyReadings: 2, emptyResult });
  const taskId = await dialogue();
  await emulator.control.endTask(taskId);
  for (let reading = 1; reading <= 2; reading += 1) {
    expect((await client.recordInfo(taskId)).envelope.data).toMatchObject({ state: 'success', resultJson });
  }
  expect((await client.details(taskId)).resultJson).toContain('resultObject');
});

test('a planned task can say something else, or answer a raw resultJson', async () => {
  await emulator.control.planTask({
    outcome: { kind: 'success', result: { text: '', words: [], audioEvents: [] } },
  });
  expect(await heard()).toMatchObject({ text: '', words: [] });
  await emulator.control.planTask({ outcome: { kind: 'success', resultJson: '{"odd":true}' } });
  expect(await client.result(await dialogue())).toEqual({ odd: true });
});

test('silence is a success without text', async () => {
  const taskId = await client.newTask({}, { audio_url: client.audio('silence.wav') });
  expect(await client.result(taskId)).toMatchObject({ resultObject: { text: '', words: [] } });
});

test('unknown audio gets the same words each time, spread over its real duration', async () => {
  const url = await emulator.control.putFile('tone.wav', wav(7), 'audio/wav');
  const listen = async () => wrapped.parse(await client.result(await client.newTask({}, { audio_url: url })));
  const { text, words } = (await listen()).resultObject;
  expect((await listen()).resultObject.text).toBe(text);
  expect(Number(words.at(-1)?.end)).toBeGreaterThan(6.5);
  expect(Number(words.at(-1)?.end)).toBeLessThanOrEqual(7);
});

test('a file can be put with the words that are heard in it', async () => {
  const speech = {
    durationSeconds: 1,
    text: 'Hi.',
    translation: 'Hi.',
    words: [{ text: 'Hi.', start: 0, end: 1, speaker: 'speaker_0' }],
  };
  const url = await emulator.control.putFile('hi.wav', wav(1), 'audio/wav', { speech });
  expect(await client.result(await client.newTask({}, { audio_url: url }))).toMatchObject({
    resultObject: { text: 'Hi.' },
  });
});

/** A mono 8 kHz 16-bit recording with arbitrary content. */
function wav(seconds: number): Buffer {
  const data = Buffer.alloc(seconds * 16_000, 1);
  return Buffer.concat([wavHeader(8_000, 2, data.length), data]);
}
