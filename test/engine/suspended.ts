import type { INodeParameters } from 'n8n-workflow';
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
}

/** Runs Transcribe until it suspends, with the tasks in item order. They run until they are ended. */
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
  return {
    run,
    taskIds,
    endTasks: async () => {
      for (const id of taskIds) await control.endTask(id);
    },
    ring: () => {
      const query = Object.fromEntries(resumeUrl.searchParams);
      return engine.call(transcribe, { query, body: { taskId: taskIds[0] ?? '' } }, run);
    },
  };
}
