import fc from 'fast-check';
import { ApikleyProvider } from '../../../providers/apikley/provider';
import { ElkapiProvider } from '../../../providers/elkapi/provider';
import { audioFile } from '../../support/audio';
import { AnsweringClient, runtimeWith } from './answeringClient';

/* Answers that are large, and of which nothing or little is worth reading. */

/** Entries with nothing in them to read. */
export const worthless = [
  '1',
  'null',
  '{}',
  '[]',
  '"a"',
  '[{}]',
  '{"a":1}',
  '{"text":1}',
  '{"words":[]}',
  '{"999":1}',
];
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
  // Long runs, from each of which a careless expression starts again.
  ...['0', 'A', '.', ')', '<', '·', '\\t'].map(
    (sign) => `{"text":"{{${sign}}} a","word":"{{${sign}}} a","speaker_id":"{{${sign}}}a","start":1,"end":2}`,
  ),
];
export const places: Array<(value: string) => string> = [
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

const listOf = (described: string, bytes: number): string => {
  const unit = described.replace(/\{\{(.+?)\}\}/g, (_run, sign: string) => sign.repeat(10_000));
  return `[${`${unit},`.repeat(Math.ceil(bytes / (unit.length + 1)))}null]`;
};

/** A hostile answer, described in few words. */
export interface Hostile {
  reading: string;
  entries: string[];
  bytes: number;
  /** The index of the place in which the entries stand. */
  place: number;
}

export const jsonOf = ({ entries, bytes, place }: Omit<Hostile, 'reading'>): string =>
  places[place]?.(listOf(entries.join(','), bytes)) ?? '';

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

export const hostileAnswer = (sizes: readonly number[]): fc.Arbitrary<Hostile> =>
  fc.record({
    reading: fc.constantFrom(...Object.keys(readings)),
    entries: fc.array(fc.constantFrom(...worthless, ...readable), { minLength: 1, maxLength: 3 }),
    bytes: fc.constantFrom(...sizes),
    place: fc.nat(places.length - 1),
  });

export async function readAnswer(reading: string, json: string): Promise<unknown> {
  const read = readings[reading];
  if (read === undefined) throw new TypeError(`There is no answer ${reading}.`);
  return await read(json);
}
