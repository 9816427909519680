import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { opus, plainPicture, record, type Recording } from '../../support/toneSpeech/record';
import { toneSpeech, type ToneSpeech } from '../../support/toneSpeech/toneSpeech';
import { type Harness, sharedN8n } from './harness';
import { needs } from './needs';
import { receivingWorkflow, startedItems } from './receiver';
import type { InputItem } from './run';
import { apikleyNode, elkapiNode, upload } from './transcribeNode';

let n8n: Harness;
let folder: string;
beforeAll(async () => {
  n8n = await sharedN8n();
  folder = await mkdtemp(join(tmpdir(), 'any-recording-'));
});
afterAll(async () => {
  await n8n.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await n8n.control.reset();
  await n8n.control.setFacts({ hearing: 'tones' });
});
afterAll(() => n8n.control.reset());

const short = toneSpeech({ seed: 1, seconds: 20 });
/** 46 MB as a WAV file with 16-bit samples at 16 kHz: two parts for ElkAPI. */
const long = toneSpeech({ seed: 2, seconds: 24 * 60, voices: 3 });

const said = (text: unknown) =>
  String(text)
    .toLowerCase()
    .match(/[a-z]+/g) ?? [];
const spoken = ({ words }: ToneSpeech) => words.map(({ text }) => text.toLowerCase());

async function recorded(speech: ToneSpeech, name: string, recording: Recording = {}): Promise<string> {
  const path = join(folder, name);
  await record(speech, path, recording);
  return path;
}

const nodes = { apikley: apikleyNode, elkapi: elkapiNode } as const;

describe.each(['apikley', 'elkapi'] as const)('%s', (provider) => {
  test.each<[string, Recording, string, string]>([
    ['MP3', { sound: '-c:a libmp3lame -b:a 64k' }, 'a.mp3', 'noext'],
    ['WAV', {}, 'a.wav', 'call.mp3'],
    ['OGG', { sound: opus }, 'a.ogg', 'voice'],
    ['M4A', { sound: '-c:a aac -b:a 64k' }, 'a.m4a', 'memo.bin'],
    ['FLAC', { sound: '-c:a flac' }, 'a.flac', 'song.wav'],
    ['WebM', { sound: opus }, 'a.webm', 'recording'],
    ['mp4', { sound: '-c:a aac -b:a 64k', picture: plainPicture('mpeg4') }, 'b.mp4', 'meeting.mp4'],
    ['mov', { sound: '-c:a aac -b:a 64k', picture: plainPicture('mpeg4') }, 'b.mov', 'phone.mov'],
    ['mkv', { sound: '-c:a libmp3lame', picture: plainPicture('mpeg4') }, 'b.mkv', 'screen.mkv'],
    ['webm video', { sound: opus, picture: plainPicture('libvpx') }, 'b.webm', 'call.webm'],
  ])('hears %s, whatever it is called', async (_, recording, file, name) => {
    const path = await recorded(short, file, recording);
    const { status, outputs, error } = await n8n.runWorkflow({
      node: nodes[provider](n8n),
      items: [upload(name, await readFile(path), 'application/octet-stream')],
    });
    expect([status, error?.message]).toEqual(['success', undefined]);
    expect(said(outputs[0]?.[0]?.json.text)).toEqual(spoken(short));
  });

  test('a video behind a URL', async () => {
    const path = await recorded(short, 'url.mov', {
      sound: '-c:a aac -b:a 64k',
      picture: plainPicture('mpeg4'),
    });
    const audioUrl = await n8n.control.serveFile('url.mov', path, 'video/quicktime');
    const { outputs, error } = await n8n.runWorkflow({
      node: nodes[provider](n8n, { audioFrom: 'url', audioUrl }),
      items: [{}],
    });
    expect(error?.message).toBeUndefined();
    expect(said(outputs[0]?.[0]?.json.text)).toEqual(spoken(short));
  });
});

describe('a recording above a limit goes out in parts', () => {
  let wav: Buffer;
  beforeAll(async () => {
    wav = await readFile(await recorded(long, 'long.wav'));
  });

  const expectWhole = (json: Record<string, unknown> = {}) => {
    expect(said(json.text)).toEqual(spoken(long));
    expect(Number(json.durationSeconds)).toBeCloseTo(long.seconds, 0);
  };
  const item = () => upload('long.wav', wav, 'audio/wav');

  test('to ElkAPI, and comes back as one item, with subtitles', async () => {
    const { outputs, error } = await n8n.runWorkflow({
      node: elkapiNode(n8n, { output: { inlineSubtitles: ['srt'] } }),
      items: [item()],
    });
    expect(error?.message).toBeUndefined();
    expect(outputs[0]).toHaveLength(1);
    expectWhole(outputs[0]?.[0]?.json);
    expect(outputs[0]?.[0]?.json).toMatchObject({
      subtitles: { srt: expect.stringContaining('00:23:') as unknown },
    });
    expect((await n8n.control.counts()).transcriptions).toBe(2);
  });

  test('to be translated', async () => {
    const { outputs, error } = await n8n.runWorkflow({
      node: elkapiNode(n8n, { operation: 'translate' }),
      items: [item()],
    });
    expect(error?.message).toBeUndefined();
    expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'completed', language: 'en' });
  });

  test('and a part that was refused is the only one that is paid for again', async () => {
    await n8n.control.addFault({
      on: 'transcriptions',
      skip: 1,
      times: 1,
      action: { kind: 'openaiError', status: 400, message: 'refused', code: 'invalid_request' },
    });
    const { outputs, error } = await n8n.runWorkflow({
      node: {
        ...elkapiNode(n8n, {}, { itemsAtATime: 1 }),
        retryOnFail: true,
        maxTries: 2,
        waitBetweenTries: 100,
      },
      items: [item()],
    });
    expect(error?.message).toBeUndefined();
    expectWhole(outputs[0]?.[0]?.json);
    expect(await n8n.control.charged()).toHaveLength(2);
  });

  test('unless Prepare Recordings is set to Never', async () => {
    const { error } = await n8n.runWorkflow({
      node: elkapiNode(n8n, {}, { prepareRecordings: 'never' }),
      items: [item()],
    });
    expect(error?.message).toContain('ElkAPI takes 25 MB at most');
    expect(await n8n.control.requests()).toEqual([]);
  });

  test('or is longer than the user pays for', async () => {
    const { error } = await n8n.runWorkflow({
      node: elkapiNode(n8n, {}, { longestMinutes: 20 }),
      items: [item()],
    });
    expect(error?.message).toBe('"long.wav" is 24 minutes long, Longest Recording (Minutes) allows 20.');
    expect(await n8n.control.requests()).toEqual([]);
  });

  needs('filesOnDisk', () => {
    /** 138 MB, above the 100 MB of an upload. */
    let large: InputItem;
    beforeAll(async () => {
      const path = await recorded(long, 'large.wav', { sound: '-ar 48000' });
      large = upload('large.wav', await readFile(path), 'audio/wav');
    });

    test('to Apikley in the mode Wait for Transcript', async () => {
      const { outputs, error } = await n8n.runWorkflow({ node: apikleyNode(n8n), items: [large] });
      expect(error?.message).toBeUndefined();
      expectWhole(outputs[0]?.[0]?.json);
      expect(outputs[0]?.[0]?.json.taskId).toMatch(/^parts1\.2\./);
      expect(await n8n.control.counts()).toMatchObject({ upload: 2, createTask: 2 });
    });

    test('to Apikley in the mode Suspend Until Callback', async () => {
      const { outputs, error } = await n8n.runWorkflow({
        node: apikleyNode(n8n, { mode: 'suspend' }),
        items: [large],
      });
      expect(error?.message).toBeUndefined();
      expectWhole(outputs[0]?.[0]?.json);
    });

    test('to Apikley in the mode Submit Only, whose Task ID fetches all of it', async () => {
      const { outputs, error } = await n8n.runWorkflow({
        before: [{ ...apikleyNode(n8n, { mode: 'submit' }), name: 'Submit' }],
        node: apikleyNode(
          n8n,
          { operation: 'getTranscript', taskId: '={{ $json.taskId }}' },
          { waitUntilFinished: true },
        ),
        items: [large],
      });
      expect(error?.message).toBeUndefined();
      expectWhole(outputs[0]?.[0]?.json);
    });

    test('to Apikley, and an Apikley Trigger starts its workflow once, with all of it', async () => {
      const trigger = await receivingWorkflow(n8n);
      await n8n.runWorkflow({
        node: apikleyNode(n8n, { mode: 'submit' }, { callbackUrl: trigger.url, metadata: '{"call":7}' }),
        items: [large],
      });
      const items = await startedItems(n8n, trigger, 1);
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({ status: 'completed', metadata: { call: 7 } });
      expectWhole(items[0]);
    });

    test('to Apikley, and a part that fails leaves the others to be fetched', async () => {
      await n8n.control.planTask({ outcome: { kind: 'fail', failMsg: 'No speech found.' } });
      const { outputs } = await n8n.runWorkflow({
        node: { ...apikleyNode(n8n), onError: 'continueRegularOutput' },
        items: [large],
      });
      const { error, taskId } = outputs[0]?.[0]?.json ?? {};
      expect(error).toMatch(/^Part \d of 2 \(from [\d:]+ to [\d:]+\) was not transcribed: Apikley could not/);
      const fetched = await n8n.runWorkflow({
        node: apikleyNode(n8n, { operation: 'getTranscript', taskId: String(taskId) }),
        items: [{}],
      });
      const json = fetched.outputs[0]?.[0]?.json ?? {};
      expect(json.warning).toContain('is missing from this transcript');
      expect(said(json.text).length).toBeGreaterThan(spoken(long).length / 3);
    });
  });
});
