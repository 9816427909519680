import type { Facts } from '../facts';
import { creditsFor } from '../ledger';
import { stateOf, type Task } from '../tasks';
import type { CallbackContext } from '../callbackContext';
import { resultJson } from './resultJson';
import { wireId } from './taskId';

export const resultPath = (taskId: string): string => `/results/${taskId}.json`;

/** The task details that recordInfo returns and callbacks carry. */
export function taskDetails(
  task: Task,
  world: Pick<CallbackContext, 'facts' | 'urls'>,
): Record<string, unknown> {
  const { facts } = world;
  const { id, model, createdAt, completedAt, plan } = task;
  const state = stateOf(task);
  const failed = state === 'fail' && plan.outcome.kind === 'fail' ? plan.outcome : undefined;
  const runMs = completedAt === undefined ? null : completedAt - createdAt;
  return {
    taskId: wireId(facts, id),
    model,
    state: spelt(state, facts.stateSpelling),
    param: JSON.stringify({
      model,
      ...(task.callBackUrl === undefined ? {} : { callBackUrl: task.callBackUrl }),
      input: JSON.stringify(task.input),
    }),
    resultJson: state === 'success' ? shownResult(task, world) : '',
    failCode: failed ? asFailCode(failed.failCode, facts.failCodeType) : null,
    failMsg: failed ? failed.failMsg : null,
    costTime: runMs === null || facts.costTimeUnit === 'milliseconds' ? runMs : Math.round(runMs / 1000),
    completeTime: completedAt ?? null,
    createTime: createdAt,
    ...(facts.progress ? { updateTime: completedAt ?? createdAt, progress: runMs === null ? 50 : 100 } : {}),
    ...(facts.creditsConsumed && state === 'success' ? { creditsConsumed: creditsFor(task) } : {}),
  };
}

/** The result, or the placeholder until the result has been read often enough. */
function shownResult(task: Task, { facts, urls }: Pick<CallbackContext, 'facts' | 'urls'>): string | null {
  const { emptyReadings } = facts;
  if (emptyReadings === 0 || task.readings > emptyReadings) {
    return resultJson(task, facts, urls.files + resultPath(task.id));
  }
  return { emptyText: '', null: null, emptyObject: '{}', nullResult: '{"resultObject":null}' }[
    facts.emptyResult
  ];
}

function spelt(state: string, spelling: Facts['stateSpelling']): string {
  switch (spelling) {
    case 'documented':
      return state;
    case 'upperCase':
      return state.toUpperCase();
    case 'completed':
    case 'succeeded':
      return { success: spelling, fail: 'failed' }[state] ?? state;
  }
}

function asFailCode(code: string | number, type: 'string' | 'number' | 'null'): string | number | null {
  if (type === 'null') return null;
  return type === 'string' ? String(code) : Number(code) || 500;
}
