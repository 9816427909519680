import type { INodeParameters } from 'n8n-workflow';
import { setTimeout as pause } from 'node:timers/promises';
import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import type { CallResult, InputItem } from '../../engine/engine';
import { apikley, elkapi, recording } from '../../engine/setting';
import type { NodeUnderTest } from '../../engine/workflow';
import type { Facts } from '../../../emulator/facts';
import type { Dialect, FaultyOperation } from './faults';
import { type Outcome, outcomeOfCalls, outcomeOfRun } from './outcome';
import { type Scene, urlToken } from './scene';
import type { Turns } from './strikes';
import type { End } from './tally';

/** A request that the nodes make, and the effect of repeating it. */
export interface FaultyRequest {
  on: FaultyOperation;
  dialect: Dialect;
  /**
   * `pays`: must never be repeated if it may have got through. `source`: goes to a third party's server, which may
   * send anything.
   */
  kind: 'free' | 'pays' | 'source';
  /** The previous request to the same host, after which the host can be made unreachable. */
  after?: FaultyOperation;
  facts?: Partial<Facts>;
  /** Tested only with faults of its own kind of request. Another scenario covers the others. */
  only?: true;
}

/** The circumstances in which the node meets the fault. */
export interface Manner extends Pick<NodeUnderTest, 'onError'> {
  /** Whether the fault takes minutes to be noticed or to pass. */
  slow: boolean;
  /** How a failed execution is started again: by the node's Retry On Fail, or from the list of executions. */
  retried?: 'byN8n' | 'byHand' | undefined;
  /** Whether the parts of a recording go out one after another. */
  oneByOne?: boolean;
}

export interface Scenario {
  mode: string;
  requests: readonly FaultyRequest[];
  /** Whether it keeps polling its task until it has ended. */
  waits?: true;
  /** The recording goes out in parts. */
  inParts?: { turns: Turns };
  /** Takes turns with other cases, so its duration is meaningless. */
  takesTurns?: true;
  /** The outcome without a fault. */
  success: End;
  /** The expected text; undefined if the output is not a transcript. */
  text?: string;
  play(scene: Scene, manner: Manner): Promise<Outcome>;
}

const spoken = fixtureNamed('german.mp3');
const item = (): InputItem => recording('german.mp3');

export const upload: FaultyRequest = { on: 'upload', dialect: 'envelope', kind: 'free' };
export const createTask: FaultyRequest = {
  on: 'createTask',
  dialect: 'envelope',
  kind: 'pays',
  after: 'upload',
};
export const recordInfo: FaultyRequest = {
  on: 'recordInfo',
  dialect: 'envelope',
  kind: 'free',
  after: 'createTask',
};
export const resultFile: FaultyRequest = {
  on: 'resultFile',
  dialect: 'plain',
  kind: 'free',
  facts: { resultShape: 'resultUrls' },
};

/** Long enough for a passing fault, short enough for a permanent one; in minutes of the fast clock. */
export const waiting = ({ slow }: Manner): INodeParameters => ({
  waitAtMostMinutes: slow ? 120 : 2,
  pollIntervalSeconds: 2.5,
});

/** Taken from the item, because n8n logs a URL in the node itself with the rest of the user's input. */
const audioByUrl: INodeParameters = { audioFrom: 'url', audioUrl: '={{ $json.url }}' };
const linked = ({ emulator }: Scene): InputItem => ({
  json: { url: `${emulator.urls.files}/audio/german.mp3?token=${urlToken}` },
});

async function run(
  { engine }: Scene,
  parameters: INodeParameters,
  { onError }: Manner,
  items: InputItem[] = [item()],
): Promise<Outcome> {
  return outcomeOfRun(await engine.run({ parameters, onError }, items));
}

const wait: Scenario = {
  mode: 'Apikley, Wait for Transcript',
  waits: true,
  success: 'delivered',
  text: spoken.text,
  requests: [upload, createTask, recordInfo, resultFile],
  play: (scene, manner) => run(scene, apikley({}, { requestTimeoutSeconds: 4, ...waiting(manner) }), manner),
};

const submit: Scenario = {
  mode: 'Apikley, Submit Only',
  success: 'pending',
  requests: [upload, createTask],
  play: (scene, manner) => run(scene, apikley({ mode: 'submit' }, { requestTimeoutSeconds: 4 }), manner),
};

const submitByUrl: Scenario = {
  mode: 'Apikley, Submit Only, by URL',
  success: 'pending',
  requests: [{ on: 'createTask', dialect: 'envelope', kind: 'pays' }],
  play: (scene, manner) => run(scene, apikley({ mode: 'submit', ...audioByUrl }), manner, [linked(scene)]),
};

export const rings = ({ slow }: Manner): number => (slow ? 100 : 12);

/** Rings as callbacks and the reconciler do, until the execution resumes. */
const suspend: Scenario = {
  mode: 'Apikley, Suspend Until Callback',
  waits: true,
  success: 'delivered',
  text: spoken.text,
  requests: [upload, createTask, recordInfo, resultFile],
  play: async ({ engine, emulator: { control } }, manner) => {
    const { onError } = manner;
    const parameters = apikley({ mode: 'suspend' }, { requestTimeoutSeconds: 4 });
    const node: NodeUnderTest = { parameters, onError };
    const suspended = await engine.run(node, [item()]);
    const [task] = await control.tasks();
    if (suspended.status !== 'waiting' || task?.callBackUrl === undefined) return outcomeOfRun(suspended);
    await control.endTask(task.id);
    const query = Object.fromEntries(new URL(task.callBackUrl).searchParams);
    const calls: CallResult[] = [];
    while (calls.length < rings(manner) && calls.at(-1)?.outputs === undefined) {
      calls.push(await engine.call(node, { query, body: { taskId: task.id } }, suspended));
      await pause(50);
    }
    return outcomeOfCalls(calls, suspended);
  },
};

/**
 * Six minutes on the fast clock: longer than a page that lasts a minute, and longer than an unreadable result counts
 * as temporary.
 */
const calledForMs = 9_000;
const longestPauseMs = 1_000;

const trigger: Scenario = {
  mode: 'Apikley Trigger',
  waits: true,
  takesTurns: true,
  success: 'delivered',
  text: spoken.text,
  requests: [recordInfo, resultFile],
  play: async ({ engine, emulator }) => {
    const { control, urls } = emulator;
    const options = { callbackUrl: `${urls.files}/callback`, metadata: '{"call":7}' };
    const submitted = await engine.run({ parameters: apikley({ mode: 'submit' }, options) }, [item()]);
    const [task] = await control.tasks();
    if (task?.callBackUrl === undefined) throw new Error('nothing was submitted');
    await control.endTask(task.id);
    const query = Object.fromEntries(new URL(task.callBackUrl).searchParams);
    const calls: CallResult[] = [];
    const node: NodeUnderTest = { role: 'trigger', parameters: {} };
    let waitedMs = 0;
    // Both n8n and Apikley repeat their calls.
    while (waitedMs < calledForMs && calls.at(-1)?.outputs === undefined) {
      const call = await engine.call(node, { query, body: { taskId: task.id } });
      const pauseMs = Math.min(100 * 2 ** calls.length, longestPauseMs);
      await pause(pauseMs);
      // Refused because other calls have their turn, which is not the fault under test.
      if (JSON.stringify(call.answer).includes('busy')) continue;
      calls.push(call);
      waitedMs += pauseMs;
    }
    return outcomeOfCalls(calls, submitted);
  },
};

const getTranscript: Scenario = {
  mode: 'Apikley, Get Transcript',
  success: 'delivered',
  text: spoken.text,
  requests: [recordInfo, resultFile],
  play: async (scene, manner) => {
    const { control } = scene.emulator;
    await scene.engine.run({ parameters: apikley({ mode: 'submit' }) }, [item()]);
    const [task] = await control.tasks();
    if (task === undefined) throw new Error('nothing was submitted');
    await control.endTask(task.id);
    const parameters = apikley({ operation: 'getTranscript', taskId: task.id }, waiting(manner));
    return await run(scene, parameters, manner, [{}]);
  },
};

const getTranscriptWaiting: Scenario = {
  mode: 'Apikley, Get Transcript, Wait Until Finished',
  waits: true,
  success: 'delivered',
  text: spoken.text,
  requests: [recordInfo, resultFile].map((request) => ({ ...request, only: true })),
  play: async (scene, manner) => {
    await scene.engine.run({ parameters: apikley({ mode: 'submit' }) }, [item()]);
    const [task] = await scene.emulator.control.tasks();
    if (task === undefined) throw new Error('nothing was submitted');
    const options = { waitUntilFinished: true, ...waiting(manner) };
    const parameters = apikley({ operation: 'getTranscript', taskId: task.id }, options);
    return await run(scene, parameters, manner, [{}]);
  },
};

export const transcriptions: FaultyRequest = { on: 'transcriptions', dialect: 'openai', kind: 'pays' };

const transcribe: Scenario = {
  mode: 'ElkAPI, Transcribe',
  success: 'delivered',
  text: spoken.text,
  requests: [transcriptions],
  play: (scene, manner) => run(scene, elkapi({}, { requestTimeoutSeconds: 4 }), manner),
};

const transcribeByUrl: Scenario = {
  mode: 'ElkAPI, Transcribe, by URL',
  success: 'delivered',
  text: spoken.text,
  requests: [{ on: 'audio', dialect: 'plain', kind: 'source' }, transcriptions],
  play: (scene, manner) =>
    run(scene, elkapi(audioByUrl, { requestTimeoutSeconds: 4 }), manner, [linked(scene)]),
};

const translate: Scenario = {
  mode: 'ElkAPI, Translate to English',
  success: 'delivered',
  text: spoken.translation,
  requests: [{ on: 'translations', dialect: 'openai', kind: 'pays' }],
  play: (scene, manner) =>
    run(scene, elkapi({ operation: 'translate' }, { requestTimeoutSeconds: 4 }), manner),
};

const apikleyBalance: Scenario = {
  mode: 'Apikley, Get Balance',
  success: 'delivered',
  requests: [{ on: 'credit', dialect: 'envelope', kind: 'free' }],
  play: (scene, manner) => run(scene, apikley({ operation: 'getBalance' }), manner, [{}]),
};

const elkapiBalance: Scenario = {
  mode: 'ElkAPI, Get Balance',
  success: 'delivered',
  requests: [{ on: 'quota', dialect: 'openai', kind: 'free' }],
  play: (scene, manner) => run(scene, elkapi({ operation: 'getBalance' }), manner, [{}]),
};

export const scenarios = {
  wait,
  submit,
  submitByUrl,
  suspend,
  trigger,
  getTranscript,
  getTranscriptWaiting,
  transcribe,
  transcribeByUrl,
  translate,
  apikleyBalance,
  elkapiBalance,
};
