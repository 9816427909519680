import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import type { CallResult, EngineRun, InputItem } from './engine';
import { apikley, type Setting } from './setting';
import type { NodeUnderTest } from './workflow';

/** An execution that is suspended until its tasks have ended. */
export interface SuspendedRun {
  run: EngineRun;
  taskIds: string[];
  /** Ends all its tasks without notifying the execution. */
  endTasks: () => Promise<void>;
  /** Rings its resume URL, as a callback does. */
  ring: () => Promise<CallResult>;
  /** Rings it with another body. */
  ringWith: (body: IDataObject) => Promise<CallResult>;
  /** Delivers the service's last callback to the resume URL, as the service sent it. */
  callBack: () => Promise<CallResult>;
}

const callbackBodySchema = z.record(z.custom<IDataObject[string]>());

/**
 * Runs Transcribe until it suspends, with the tasks in item order. They run until they are ended.
 *
 * @param parameters on top of Apikley's; with another `provider`, those of that one
 */
export async function runUntilSuspended(
  { engine, emulator: { control } }: Setting,
  items: InputItem[],
  parameters: INodeParameters = {},
  node: Omit<NodeUnderTest, 'parameters'> = {},
): Promise<SuspendedRun> {
  await control.planTasks({ outcome: { kind: 'never' } });
  const transcribe: NodeUnderTest = {
    ...node,
    parameters: apikley({ mode: 'suspend', ...parameters }, { itemsAtATime: 1 }),
  };
  const run = await engine.run(transcribe, items);
  const tasks = await control.tasks();
  const taskIds = tasks.map(({ id }) => id);
  const resumeUrl = new URL(tasks[0]?.callBackUrl ?? 'http://127.0.0.1');
  const ringWith = (body: IDataObject): Promise<CallResult> =>
    engine.call(transcribe, { query: Object.fromEntries(resumeUrl.searchParams), body }, run);
  return {
    run,
    taskIds,
    endTasks: async () => {
      for (const id of taskIds) await control.endTask(id);
    },
    ringWith,
    ring: () => ringWith({ taskId: taskIds[0] ?? '' }),
    callBack: async () => {
      const sent = (await control.callbacks()).at(-1);
      return await ringWith(callbackBodySchema.parse(JSON.parse(sent?.body ?? 'null')));
    },
  };
}
