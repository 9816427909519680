import { setTimeout as pause } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import type { CallResult, EngineRun, InputItem } from '../../engine/engine';
import { apikley, elkapi, recording } from '../../engine/setting';
import type { NodeUnderTest } from '../../engine/workflow';
import { longRecording } from './longRecording';
import { outcomeOfCalls, outcomeOfRun } from './outcome';
import {
  createTask,
  type Manner,
  recordInfo,
  resultFile,
  rings,
  type Scenario,
  transcriptions,
  upload,
  waiting,
} from './scenarios';
import type { Scene } from './scene';

/* A recording above a limit, of which each part is a purchase of its own. */

const whole = { success: 'delivered', text: longRecording.text } as const;
const item = (): InputItem => recording(longRecording.fileName);

const sending = ({ oneByOne }: Manner): INodeParameters => ({
  requestTimeoutSeconds: 4,
  ...(oneByOne ? { itemsAtATime: 1 } : {}),
});

function nodeOf(parameters: INodeParameters, { onError, retried }: Manner): NodeUnderTest {
  const again = retried === 'byN8n' ? { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } : {};
  return { parameters, onError, ...again };
}

/** Runs the node, and a failed execution once more if the manner says so. */
async function run(
  { engine }: Scene,
  node: NodeUnderTest,
  { retried }: Manner,
  items: InputItem[] = [item()],
): Promise<EngineRun> {
  const first = await engine.run(node, items);
  return first.status === 'error' && retried === 'byHand' ? await engine.retry(node, first) : first;
}

const wait: Scenario = {
  ...whole,
  inParts: { turns: [0] },
  mode: 'Apikley, Wait for Transcript, in parts',
  waits: true,
  requests: [upload, createTask, recordInfo, resultFile],
  play: async (scene, manner) => {
    const node = nodeOf(apikley({}, { ...sending(manner), ...waiting(manner) }), manner);
    return outcomeOfRun(await run(scene, node, manner));
  },
};

/** Rings as callbacks and the reconciler do, until the execution resumes. */
const suspend: Scenario = {
  ...whole,
  inParts: { turns: [1] },
  mode: 'Apikley, Suspend Until Callback, in parts',
  waits: true,
  requests: [upload, createTask, recordInfo, resultFile],
  play: async (scene, manner) => {
    const { engine, emulator } = scene;
    const node = nodeOf(apikley({ mode: 'suspend' }, sending(manner)), manner);
    const suspended = await run(scene, node, manner);
    const tasks = await emulator.control.tasks();
    if (suspended.status !== 'waiting') return outcomeOfRun(suspended);
    const calls: CallResult[] = [];
    while (calls.length < rings(manner) && calls.at(-1)?.outputs === undefined) {
      const { id, callBackUrl = '' } = tasks[calls.length % tasks.length] ?? {};
      await emulator.control.endTask(id ?? '');
      const query = Object.fromEntries(new URL(callBackUrl).searchParams);
      calls.push(await engine.call(node, { query, body: { taskId: id } }, suspended));
      await pause(50);
    }
    return outcomeOfCalls(calls, suspended);
  },
};

/** Submits the parts, and fetches their one transcript with the one task ID. After a failure, it fetches what there is. */
const submit: Scenario = {
  ...whole,
  inParts: { turns: [2] },
  mode: 'Apikley, Submit Only and Get Transcript, in parts',
  requests: [upload, createTask, recordInfo, resultFile],
  play: async (scene, manner) => {
    const { control } = scene.emulator;
    const node = nodeOf(apikley({ mode: 'submit' }, sending(manner)), manner);
    const submitted = await run(scene, node, manner);
    const taskId = taskIdOf(submitted);
    if (taskId === undefined) return outcomeOfRun(submitted);
    for (const { id } of await control.tasks()) await control.endTask(id);
    const fetching = apikley({ operation: 'getTranscript', taskId }, waiting(manner));
    const fetched = outcomeOfRun(await run(scene, { ...node, parameters: fetching }, manner, [{}]));
    const outcome = outcomeOfRun(submitted);
    if (outcome.end !== 'failed') return fetched;
    return fetched.end === 'delivered' ? { ...outcome, left: fetched } : outcome;
  },
};

/** The task ID that an item or the error of a stopped workflow has. */
function taskIdOf({ outputs, error }: EngineRun): string | undefined {
  const taskId: unknown = error ? error.context?.taskId : outputs[0]?.[0]?.json.taskId;
  return typeof taskId === 'string' ? taskId : undefined;
}

const transcribe: Scenario = {
  ...whole,
  inParts: { turns: [0, 1, 2] },
  mode: 'ElkAPI, Transcribe, in parts',
  requests: [transcriptions],
  play: async (scene, manner) =>
    outcomeOfRun(await run(scene, nodeOf(elkapi({}, sending(manner)), manner), manner)),
};

export const partScenarios = { wait, suspend, submit, transcribe };
