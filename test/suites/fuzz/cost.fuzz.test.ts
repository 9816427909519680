import fc from 'fast-check';
import { ApikleyProvider } from '../../../providers/apikley/provider';
import { ElkapiProvider } from '../../../providers/elkapi/provider';
import { audioFile } from '../../support/audio';
import { AnsweringClient, runtimeWith } from './answeringClient';
import { errorProblems } from './errorProblems';
import { holds } from './holds';

/*
 * What an answer costs by its entries, and not by its bytes. Processor time is compared with that of parsing the same
 * JSON in the same run, so the speed of the machine and what else it does cancel out.
 */

/** Entries with nothing in them to read, and how many times the parsing they may cost. */
const worthless = ['1', 'null', '{}', '[]', '"a"', '[{}]', '{"a":1}', '{"text":1}', '{"words":[]}'];
const mostForWorthless = 5;

/** Entries that are read, sorted, grouped and put into sentences. */
const readable = [
  '{"text":"a","words":[]}',
  '{"text":"a","word":"a"}',
  '{"text":" "}',
  '{"text":"a","word":"a","start":1,"end":1}',
  '{"text":"a","word":"a","start":1,"end":2,"speaker":"A","speaker_id":"b"}',
  '{"text":"漢","word":"漢","start":1e3,"end":1}',
  '{"text":"a","type":"audio_event","start":1,"end":1}',
  '{"text":".","word":".","type":"x","start":null,"end":"1"}',
];
/** Free reads are repeated a few times if their answer is wrong. */
const mostOfAll = 40;

/** Below this, what is measured is the compiler and the garbage of the tests before. */
const leastMs = 40;

/** A busy moment does not last; what costs too much does so each time. */
const mostTries = 4;

const places: Array<(value: string) => string> = [
  (value) => value,
  (value) => `{"words":${value}}`,
  (value) => `{"text":"a","words":${value}}`,
  (value) => `{"text":"a","segments":${value}}`,
  (value) => `{"text":"a","transcripts":${value}}`,
  (value) => `{"transcripts":[{"words":${value}},{"words":${value}}]}`,
  (value) => `{"resultUrls":${value}}`,
  (value) => `{"resultObject":${JSON.stringify(value)}}`,
  (value) => `{"error":${value}}`,
  (value) => `{"error":{"message":"a","param":${value}}}`,
  (value) => `{"data":${value},"object":"list"}`,
  (value) => `{"keys":${value},"total_quota":1}`,
  (value) => `{"text":${value},"language":${value}}`,
];

const answer = fc.record({
  entries: fc.array(fc.constantFrom(...worthless, ...readable), { minLength: 1, maxLength: 3 }),
  bytes: fc.constantFrom(20_000, 100_000, 500_000),
  place: fc.constantFrom(...places),
});

const baseUrl = 'https://api.example.com';
const settings = { baseUrl, balanceUrl: baseUrl, apiKey: 'sk-01234' };
const audio = audioFile('call.mp3', 'audio/mpeg', new Uint8Array(16));

const runtimeAnswering = (body: string) =>
  runtimeWith(new AnsweringClient(() => ({ status: 200, headers: {}, body })));
const apikley = (body: string) => new ApikleyProvider(runtimeAnswering(body), { baseUrl });
const elkapi = (body: string) => new ElkapiProvider(runtimeAnswering(body), settings);
const request = { audio, wantWords: true, providerOptions: {} };

/** Every kind of answer that is read, and the bodies in which the same JSON may come. */
const readings: Record<string, (json: string) => Promise<unknown>> = {
  recordInfo: (json) => apikley(details('resultJson', json)).read('task_1'),
  'recordInfo, as text': (json) => apikley(details('resultJson', JSON.stringify(json))).read('task_1'),
  'recordInfo, its parameters': (json) => apikley(details('param', json)).read('task_1'),
  createTask: (json) =>
    apikley(json).submit({ ...request, audio: { kind: 'url', url: 'https://example.com/call.mp3' } }),
  upload: (json) => apikley(json).submit(request),
  credit: (json) => apikley(json).balance(),
  transcription: (json) => elkapi(json).transcribe(request),
  models: (json) => elkapi(json).models(),
  quota: (json) => elkapi(json).balance(),
};

const details = (name: string, json: string): string =>
  `{"code":200,"data":{"state":"success",${JSON.stringify(name)}:${json}}}`;

async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

let mostMs = 0;
afterAll(() => {
  process.stdout.write(`The answer that cost most took ${Math.round(mostMs)} ms of the processor\n`);
});

/** Milliseconds by which reading costs more than it may, at most 0 if it does not. */
async function excessOf(reading: string, json: string, most: number): Promise<number> {
  const read = readings[reading];
  if (read === undefined) throw new TypeError(`There is no answer ${reading}.`);
  let excess = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < mostTries && excess > 0; tries += 1) {
    const parsing = await processorMs(() => JSON.parse(json));
    let failure: unknown;
    const taken = await processorMs(async () => {
      await read(json).catch((error: unknown) => (failure = error));
    });
    if (failure !== undefined) expect(errorProblems(failure)).toEqual([]);
    excess = Math.min(excess, taken - leastMs - most * parsing);
    if (excess <= 0) mostMs = Math.max(mostMs, taken);
  }
  return excess;
}

const listOf = (unit: string, bytes: number): string =>
  `[${`${unit},`.repeat(Math.ceil(bytes / unit.length))}null]`;

holds(
  'an answer costs a few times what parsing it does, whatever is in it and wherever it comes',
  fc.record({ answer, reading: fc.constantFrom(...Object.keys(readings)) }),
  400,
  async ({ answer: { entries, bytes, place }, reading }) => {
    const json = place(listOf(entries.join(','), bytes));
    expect(await excessOf(reading, json, mostOfAll)).toBeLessThanOrEqual(0);
  },
);

test('none of the entries without anything to read costs more in any place of a transcript', async () => {
  for (const entry of worthless) {
    for (const place of places) {
      for (const reading of ['recordInfo', 'transcription']) {
        const excess = await excessOf(reading, place(listOf(entry, 400_000)), mostForWorthless);
        expect({ entry, in: place(''), reading, excess: Math.max(0, excess) }).toMatchObject({ excess: 0 });
      }
    }
  }
});
