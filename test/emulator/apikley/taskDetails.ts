import { creditsFor } from '../ledger';
import { stateOf, type Task } from '../tasks';
import type { World } from '../world';
import { resultJson } from './resultJson';

export const resultPath = (taskId: string): string => `/results/${taskId}.json`;

/** What recordInfo tells about a task, and what its callback carries. */
export function taskDetails(task: Task, world: World): Record<string, unknown> {
  const { facts } = world;
  const { id, model, createdAt, completedAt, plan } = task;
  const state = stateOf(task);
  const failed = state === 'fail' && plan.outcome.kind === 'fail' ? plan.outcome : undefined;
  const runMs = completedAt === undefined ? null : completedAt - createdAt;
  return {
    taskId: id,
    model,
    state,
    param: JSON.stringify({
      model,
      ...(task.callBackUrl === undefined ? {} : { callBackUrl: task.callBackUrl }),
      input: JSON.stringify(task.input),
    }),
    resultJson: state === 'success' ? resultJson(task, facts, world.urls.files + resultPath(id)) : '',
    failCode: failed ? asFailCode(failed.failCode, facts.failCodeType) : null,
    failMsg: failed ? failed.failMsg : null,
    costTime: runMs === null || facts.costTimeUnit === 'milliseconds' ? runMs : Math.round(runMs / 1000),
    completeTime: completedAt ?? null,
    createTime: createdAt,
    ...(facts.progress ? { updateTime: completedAt ?? createdAt, progress: runMs === null ? 50 : 100 } : {}),
    ...(facts.creditsConsumed && state === 'success' ? { creditsConsumed: creditsFor(task) } : {}),
  };
}

function asFailCode(code: string | number, type: 'string' | 'number' | 'null'): string | number | null {
  if (type === 'null') return null;
  return type === 'string' ? String(code) : Number(code) || 500;
}
