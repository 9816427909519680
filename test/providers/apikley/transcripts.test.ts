import type { Facts } from '../../../emulator/facts';
import { anyNumber } from '../../emulator/matchers';
import { providers } from '../../../providers/registry';
import type { HttpRequest } from '../../../transcription/calls/http';
import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { transcriptIn, useApikley } from './useApikley';

const bench = useApikley();
const { service, endedTask, transcriptOf } = bench;
const { spoil, received } = service;

const dialogue = fixtureNamed('dialogue.mp3');

describe('a transcript', () => {
  test('identifies the speakers, with their words and timestamps', async () => {
    const { words, speakers, text } = await transcriptOf('dialogue.mp3');
    expect(text).toBe(dialogue.text);
    expect(speakers).toEqual(['speaker_0', 'speaker_1']);
    expect(words).toEqual(dialogue.words);
  });

  test('has segments of one speaker each, which together are the text', async () => {
    const { segments = [], speakers } = await transcriptOf('dialogue.mp3');
    expect(segments.length).toBeGreaterThan(2);
    expect(segments.map(({ text }) => text).join(' ')).toBe(dialogue.text);
    expect([...new Set(segments.map(({ speaker }) => speaker))]).toEqual(speakers);
  });

  test('has the name of the recording, and nothing else of its location', async () => {
    const transcript = await transcriptOf('dialogue.mp3');
    expect(transcript.sourceName).toBe('dialogue.mp3');
    expect(JSON.stringify(transcript)).not.toContain(bench.audioUrl(''));
  });

  test('has no speakers without diarization', async () => {
    const transcript = await transcriptOf('dialogue.mp3', { providerOptions: { diarize: false } });
    expect(transcript.speakers).toBeUndefined();
    expect(transcript.words).toEqual(dialogue.words.map(({ text, start, end }) => ({ text, start, end })));
  });

  test('names sounds on request, and not among the words', async () => {
    const transcript = await transcriptOf('dialogue.mp3', { providerOptions: { tagAudioEvents: true } });
    expect(transcript.audioEvents).toEqual(
      dialogue.audioEvents.map((event) => ({ ...event, speaker: 'speaker_0' })),
    );
    expect(transcript.words).toEqual(dialogue.words);
    expect(transcript.text).toBe(dialogue.text);
    expect((await transcriptOf('dialogue.mp3')).audioEvents).toBeUndefined();
  });

  test('has its cost and creation time, from the times of the task and not from costTime', async () => {
    const transcript = await transcriptOf();
    const [made] = await service.control.tasks();
    expect(transcript).toMatchObject({
      taskId: made?.id,
      creditsConsumed: Math.round(fixtureNamed('english.mp3').durationSeconds * 0.05 * 10_000) / 10_000,
      createdAt: new Date(made?.createdAt ?? 0).toISOString(),
      completedAt: new Date(made?.completedAt ?? 0).toISOString(),
    });
    expect(JSON.stringify(transcript)).not.toContain('costTime');
  });

  test('of a silent recording is empty and complete', async () => {
    const transcript = await transcriptOf('silence.wav');
    expect(transcript).toMatchObject({ status: 'completed', text: '' });
    expect(transcript.words).toBeUndefined();
  });

  test.each(['', 'null', '{}', '{"resultObject":null}', '{"resultObject":{}}'])(
    'of an empty success (%s) is empty, which may be temporary, and says so',
    async (resultJson) => {
      await service.control.planTasks({ outcome: { kind: 'success', resultJson } });
      const taskId = await endedTask();
      const status = await bench.apikley.read(taskId);
      expect(status).toMatchObject({
        state: 'empty',
        transcript: {
          provider: 'apikley',
          taskId,
          status: 'completed',
          text: '',
          creditsConsumed: anyNumber,
        },
      });
      if (status.state !== 'empty') return;
      expect(status.transcript.warning).toMatch(/^Apikley reported success, but .* Get Transcript/);
      expect(status.transcript.warning).toContain(taskId);
    },
  );

  test.each(['not JSON', '{"resultObject":{"text":7}}', '[1]'])(
    'in an unsupported form (%s) is unreadable, and nobody is charged again',
    async (resultJson) => {
      await service.control.planTasks({ outcome: { kind: 'success', resultJson } });
      const taskId = await endedTask();
      expect(await bench.apikley.read(taskId)).toMatchObject({
        state: 'unreadable',
        error: { code: 'badAnswer', taskId, mayHaveCharged: false },
      });
    },
  );

  test.each<Partial<Facts>>([
    { resultShape: 'root' },
    { resultShape: 'resultUrls' },
    { spacing: 'overlapping' },
    { spacing: 'none' },
    { costTimeUnit: 'milliseconds' },
    { progress: false },
    { msgKey: 'message' },
    { speakerIds: 'always' },
    ...(
      ['data.task_id', 'data.recordId', 'data.record_id', 'taskId', 'task_id', 'jsonString', 'data'] as const
    ).map((createdId) => ({ createdId })),
    { taskIdType: 'number' },
    { taskIdType: 'number', createdId: 'data' },
    { codeType: 'string' },
    { codeType: 'absent' },
    { detailsType: 'jsonString' },
    { byteOrderMark: true },
    { byteOrderMark: true, resultShape: 'resultUrls' },
    { stateSpelling: 'upperCase' },
    { stateSpelling: 'completed' },
    { stateSpelling: 'succeeded' },
    { wordTimes: 'strings' },
    { wordTimes: 'belowZero' },
    { wordOrder: 'reversed' },
  ])('is the same under %j', async (fact) => {
    const comparable = async () => {
      const { taskId, createdAt, completedAt, raw, ...rest } = await transcriptOf('dialogue.mp3');
      expect([taskId, createdAt, completedAt, raw]).not.toContain(undefined);
      return rest;
    };
    const usual = await comparable();
    await service.control.setFacts(fact);
    expect(await comparable()).toEqual(usual);
  });

  test('is the same with numbered speakers, except for their names', async () => {
    const named = await transcriptOf('dialogue.mp3');
    await service.control.setFacts({ speakerIdType: 'integer' });
    const counted = await transcriptOf('dialogue.mp3');
    expect(counted.speakers).toEqual(['0', '1']);
    const speakersOf = ({ words }: typeof named) => words?.map(({ speaker }) => speaker);
    expect(speakersOf(counted)).toEqual(
      speakersOf(named)?.map((speaker) => speaker?.replace('speaker_', '')),
    );
    expect(counted.segments?.map(({ text }) => text)).toEqual(named.segments?.map(({ text }) => text));
  });

  test.each(['emptyText', 'null', 'emptyObject', 'nullResult'] as const)(
    'that arrives after the success (%s) is read in the end',
    async (emptyResult) => {
      await service.control.setFacts({ emptyReadings: 2, emptyResult });
      const taskId = await endedTask('dialogue.mp3');
      for (const reading of ['first', 'second']) {
        expect([reading, (await bench.apikley.read(taskId)).state]).toEqual([reading, 'empty']);
      }
      expect(transcriptIn(await bench.apikley.read(taskId)).text).toBe(dialogue.text);
    },
  );

  test.each<Partial<Facts>>([{ wordTimes: 'null' }, { wordTimes: 'missing' }])(
    'has words without timestamps, and no segments: %j',
    async (fact) => {
      await service.control.setFacts(fact);
      const transcript = await transcriptOf();
      expect(transcript.words).toEqual(
        fixtureNamed('english.mp3').words.map(({ text, speaker }) => ({ text, speaker })),
      );
      expect(Object.keys(transcript)).not.toContain('segments');
    },
  );

  test.each<[Partial<Facts>, string]>([
    [{ creditsConsumed: false }, 'creditsConsumed'],
    [{ speakerIds: 'never' }, 'speakers'],
    [{ resultExtras: false }, 'durationSeconds'],
  ])('leaves out what is missing: %j', async (fact, field) => {
    await service.control.setFacts(fact);
    const transcript = await transcriptOf();
    expect(transcript.text).toBe(fixtureNamed('english.mp3').text);
    expect(Object.keys(transcript)).not.toContain(field);
  });

  test('of several channels has the words of all, in order', async () => {
    await service.control.setFacts({ resultShape: 'multichannel' });
    const { words, speakers } = await transcriptOf('dialogue.mp3');
    expect(words?.map(({ text, start }) => [text, start])).toEqual(
      dialogue.words.map(({ text, start }) => [text, start]),
    );
    expect(speakers).toEqual(['channel_0_speaker_0', 'channel_1_speaker_1']);
  });
});

describe('a result on another host', () => {
  beforeEach(() => service.control.setFacts({ resultShape: 'resultUrls' }));

  test('is fetched without the key', async () => {
    await transcriptOf();
    const [file] = await received('resultFile');
    expect(file?.host).toBe('files');
    expect(JSON.stringify(file)).not.toContain(service.emulator.keys.apikley);
    expect(file?.headers.authorization).toBeUndefined();
  });

  test('is fetched through a redirect', async () => {
    const taskId = await endedTask();
    await spoil('resultFile', { kind: 'redirect', to: `/results/${taskId}.json` });
    expect(transcriptIn(await bench.apikley.read(taskId)).text).toBe(fixtureNamed('english.mp3').text);
  });

  test.each([
    ['is missing', { kind: 'http', status: 404 }, 'HTTP 404'],
    ['is locked', { kind: 'http', status: 403, body: '{"text":"Expired"}' }, 'HTTP 403'],
    ['is not to be had', { kind: 'http', status: 503 }, 'HTTP 503'],
    ['breaks off', { kind: 'drop', when: 'midAnswer' }, 'the request failed'],
    ['is empty', { kind: 'body', body: '' }, 'known form'],
    ['is a text', { kind: 'body', body: 'Ever tried.', contentType: 'text/plain' }, 'known form'],
    ['is a web page', { kind: 'body', body: '<html></html>', contentType: 'text/html' }, 'known form'],
    ['is an error', { kind: 'body', body: '{"error":"Expired","text":"Expired"}' }, 'known form'],
    ['points to yet another', { kind: 'body', body: '{"resultUrls":["https://a.example/r"]}' }, 'known form'],
  ] as const)('and %s is named, and can be read later', async (_what, action, why) => {
    const taskId = await endedTask();
    await spoil('resultFile', action);
    const status = await bench.apikley.read(taskId);
    if (status.state !== 'unreadable') throw new Error(`The task is ${status.state}`);
    expect(status.error).toMatchObject({ code: 'badAnswer', taskId });
    expect(status.error.message).toContain(why);
    expect(status.error.message).toContain(`/results/${taskId}.json`);
    expect(status.error.message + status.error.description).not.toContain('Base URL');
    expect(transcriptIn(await bench.apikley.read(taskId)).text).toBe(fixtureNamed('english.mp3').text);
  });

  test('and fails to be read because of a bug throws the bug, which says nothing about the file', async () => {
    const taskId = await endedTask();
    const bug = new TypeError('undefined is not a function');
    const { http } = bench.runtime;
    const send = (sent: HttpRequest) => (sent.authenticated ? http.send(sent) : Promise.reject(bug));
    const { apikley: apiKey } = service.emulator.keys;
    const settings = { apiKey, baseUrl: service.emulator.urls.apikley };
    const provider = providers.apikley.create({ ...bench.runtime, http: { send } }, settings);
    await expect(provider.read(taskId)).rejects.toBe(bug);
  });
});
