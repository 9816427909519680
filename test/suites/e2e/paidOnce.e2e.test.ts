import { fixtures } from '../../../emulator/recordings/fixtures';
import { type Harness, ownN8n, sharedN8n } from './harness';
import { needs } from './needs';
import type { InputItem, RunResult } from './run';
import { readState } from './state';
import { apikleyNode, elkapiNode, recording, textOf } from './transcribeNode';
import type { NodeSpec } from './workflow';

const files = ['english.mp3', 'russian.ogg', 'german.mp3'];
const inOrder = [...files].sort();

/** With one item at a time, the first items are paid for when the last one fails. */
const oneByOne = { itemsAtATime: 1, tasksPerInterval: 1_000 };

interface Service {
  name: string;
  node: (n8n: Harness, parameters?: object, options?: object) => NodeSpec;
  /** Makes the service refuse the last item this many times, each at no cost. */
  refuseLast: (n8n: Harness, times: number) => Promise<void>;
}

const elkapi: Service = {
  name: 'ElkAPI',
  node: (n8n, parameters, options) => elkapiNode(n8n, { ...parameters }, { ...oneByOne, ...options }),
  refuseLast: (n8n, times) =>
    n8n.control.addFault({
      on: 'transcriptions',
      times,
      match: { fileName: 'german' },
      action: { kind: 'openaiError', status: 400, message: 'refused', code: 'invalid_request' },
    }),
};

const apikley: Service = {
  name: 'Apikley',
  node: (n8n, parameters, options) => apikleyNode(n8n, { ...parameters }, { ...oneByOne, ...options }),
  refuseLast: (n8n, times) =>
    n8n.control.addFault({
      on: 'createTask',
      times,
      match: { audioUrl: 'german' },
      action: { kind: 'envelope', code: 422, msg: 'refused' },
    }),
};

/** The charged recordings, listed once for each charge. */
const paidFor = async (n8n: Harness) =>
  (await n8n.control.charged())
    .map(({ sha256 }) => fixtures.find((fixture) => fixture.sha256 === sha256)?.file)
    .sort();

const uploaded = (): InputItem[] => files.map((file) => recording(file));

const expectTranscripts = ({ status, error, outputs }: RunResult) => {
  expect([status, error?.message]).toEqual(['success', undefined]);
  expect(outputs[0]?.map(({ json }) => json.text)).toEqual(files.map(textOf));
};

/** If n8n 1.x stores files in the database, they are part of the execution. */
const inTheDatabase = () => (readState().release === 'n8n-1' ? 'default' : 'database');

function retriesOfUploads(where: string, open: () => Promise<Harness>): void {
  describe(`an execution that failed after a part of its uploads was paid, with the files ${where}`, () => {
    let n8n: Harness;
    beforeAll(async () => {
      n8n = await open();
    });
    afterAll(() => n8n.close());
    beforeEach(() => n8n.control.reset());

    const failed = async ({ node, refuseLast }: Service, times = 1) => {
      await refuseLast(n8n, times);
      const run = await (await n8n.deploy({ node: node(n8n) })).trigger(uploaded());
      expect((await run.result()).status).toBe('error');
      expect(await paidFor(n8n)).toEqual(['english.mp3', 'russian.ogg']);
      return run;
    };

    describe.each([elkapi, apikley])('through $name', (service) => {
      test.each(['original', 'saved'] as const)(
        'pays only for what is missing when it is retried with the %s workflow',
        async (workflow) => {
          const retried = await (await failed(service)).retry(workflow);
          expectTranscripts(await retried.result());
          expect(await paidFor(n8n)).toEqual(inOrder);
        },
      );

      test('pays once for each recording when its retry fails too, and is retried', async () => {
        const again = await (await failed(service, 2)).retry();
        expect((await again.result()).status).toBe('error');
        expectTranscripts(await (await again.retry()).result());
        expect(await paidFor(n8n)).toEqual(inOrder);
      });
    });
  });
}

needs('retriedUploads', () => retriesOfUploads('in a folder', () => sharedN8n()));
retriesOfUploads('in the database', () => ownN8n({ binaryMode: inTheDatabase() }));

describe('what is paid for', () => {
  let n8n: Harness;
  beforeAll(async () => {
    n8n = await sharedN8n();
  });
  afterAll(() => n8n.close());
  beforeEach(() => n8n.control.reset());

  needs('retriedUploads', () => {
    test.each([
      ['subtitle files', { output: { files: ['srt'] } }],
      ['words', { output: { includeWords: true } }],
    ])('is the same Apikley task when %s are switched on before the retry', async (_, output) => {
      await apikley.refuseLast(n8n, 1);
      const deployed = await n8n.deploy({ node: apikley.node(n8n) });
      const run = await deployed.trigger(uploaded());
      expect((await run.result()).status).toBe('error');
      const paid = (await n8n.control.tasks()).map(({ id }) => id);
      expect(paid).toHaveLength(2);

      await deployed.save({ parameters: apikley.node(n8n, output).parameters ?? {} });
      const result = await (await run.retry('saved')).result();
      expectTranscripts(result);
      expect(result.outputs[0]?.slice(0, 2).map(({ json }) => json.taskId)).toEqual(paid);
      const got = result.outputs[0]?.map(({ json, binary }) => binary?.srt ?? json.words);
      expect(got).not.toContain(undefined);
      expect(await n8n.control.tasks()).toHaveLength(files.length);
    });
  });

  needs('retriedUploads', () => {
    test('is not held back by an answer that was lost: what the error advises brings the others', async () => {
      const lostAnswer = { kind: 'drop', when: 'afterProcessing' } as const;
      const match = { fileName: 'german' };
      await n8n.control.addFault({ on: 'transcriptions', match, action: lostAnswer });
      const deployed = await n8n.deploy({ node: elkapi.node(n8n) });
      const run = await deployed.trigger(uploaded());
      const { error } = await run.result();
      expect(error?.description).toContain('set On Error in the settings of this node to Continue');
      expect((await (await run.retry()).result()).status).toBe('error');

      await deployed.save({ onError: 'continueErrorOutput' });
      const { outputs } = await (await run.retry('saved')).result();
      expect(outputs[0]?.map(({ json }) => json.text)).toEqual(files.slice(0, 2).map(textOf));
      expect(outputs[1]?.map(({ json }) => json.error)).toEqual([expect.stringContaining('was lost')]);
      expect(await paidFor(n8n)).toEqual(inOrder);
    });
  });

  const byUrl = (): InputItem[] =>
    files.map((file) => ({ json: { url: `${n8n.emulator.urls.files}/audio/${file}` } }));
  const signed = (expression: string) => ({
    audioFrom: 'url',
    audioUrl: `={{ $json.url }}?sig={{ ${expression} }}`,
  });
  const prompt = (expression: string) => ({ prompt: `=Call no. {{ ${expression} }}` });

  test.each([
    ['Apikley and an Audio URL with the time', apikley, signed('$now.toMillis()'), {}, byUrl],
    ['Apikley and an Audio URL with a random number', apikley, signed('Math.random()'), {}, byUrl],
    ['ElkAPI and an Audio URL with the time', elkapi, signed('$now.toMillis()'), {}, byUrl],
    ['ElkAPI and a prompt with the time', elkapi, {}, prompt('$now.toMillis()'), uploaded],
    ['ElkAPI and a prompt with a random number', elkapi, {}, prompt('Math.random()'), uploaded],
  ])('is each recording once over all tries of Retry On Fail, with %s', async (...given) => {
    const [, { node, refuseLast }, parameters, options, items] = given;
    await refuseLast(n8n, 2);
    const result = await n8n.runWorkflow({
      node: { ...node(n8n, parameters, options), retryOnFail: true, maxTries: 3, waitBetweenTries: 50 },
      items: items(),
    });
    expect(await paidFor(n8n)).toEqual(inOrder);
    expectTranscripts(result);
  });
});
