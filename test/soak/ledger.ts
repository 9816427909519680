import type { FoundExecution, FoundItem } from './execution';
import type { Launch, Stop } from './history';
import { type Recording, transcriptOf } from './recordings';
import type { Mode } from './ways';

/** What became of something submitted. The first match applies; they are ordered by their value to the user. */
export const fates = {
  delivered: 'delivered',
  failed: 'failed at the provider',
  pending: 'pending, with its task ID',
  kept: 'kept with the stopped execution',
  unclear: 'unclear, and the item says so',
  killedWithId: 'n8n killed, task ID in its log',
  stoppedWithId: 'stopped by hand, task ID in the log',
  killed: 'n8n killed before it stored the answer',
  stopped: 'stopped by hand before the answer was stored',
  answerLost: 'paid, answer lost with n8n (ElkAPI)',
  lost: 'lost',
} as const;

export type Fate = keyof typeof fates;

/** Something a provider was asked to do and did: a task, or a transcript in one request. */
export interface Submitted {
  recording: Recording;
  at: number;
  /** Undefined if the answer comes at once. */
  taskId?: string;
  /** It failed, and costs nothing. */
  failed: boolean;
  /** The provider's answer was sent completely, and a client was there to receive it. */
  answered: boolean;
}

/** All evidence at the end of a run. */
export interface Evidence {
  submitted: Submitted[];
  launches: Launch[];
  stops: Stop[];
  executions: FoundExecution[];
  /** The tasks whose IDs are in n8n's log. */
  logged: ReadonlySet<string>;
}

export interface Entry extends Submitted {
  mode: Mode;
  fate: Fate;
}

/** A start, its executions, and the recording's place in them. */
interface Context {
  launch: Launch;
  index: number;
  /** The started execution, then the manual retries, each of the previous one. */
  executions: FoundExecution[];
}

/** Books every submitted entry under exactly one fate. */
export function drawUp(evidence: Evidence): Entry[] {
  const { executions, submitted, stops } = evidence;
  const delivered = deliveredIn(executions);
  const named = new Set(executions.flatMap(({ taskIds }) => [...taskIds]));
  const contextOf = contexts(evidence);
  return submitted.map((one): Entry => {
    const context = contextOf(one.recording);
    const { mode } = context.launch;
    const book = (fate: Fate): Entry => ({ ...one, mode, fate });
    if (delivered.has(one.taskId ?? one.recording)) return book('delivered');
    if (one.failed) return book('failed');
    if (one.taskId !== undefined && named.has(one.taskId)) return book('pending');
    if (context.executions.some(({ heard }) => heard.has(one.recording))) return book('kept');
    if (saysUnclear(context)) return book('unclear');
    const logged = one.taskId !== undefined && evidence.logged.has(one.taskId);
    const execution = runningAt(one.at, context.executions);
    if (isStoppedByHand(context.launch, execution)) {
      if (logged) return book('stoppedWithId');
      if (mode === 'elkapi' || !one.answered || isJustBefore(one.at, [context.launch.cancelledAt])) {
        return book('stopped');
      }
    } else if (isKilled(context.launch, execution, stops)) {
      if (logged) return book('killedWithId');
      // ElkAPI keeps nothing: what n8n had not stored when it was killed can't be fetched again.
      if (mode === 'elkapi') return book('answerLost');
      const goneAt = stops.map((stop) => stop.goneAt);
      if (!one.answered || isJustBefore(one.at, goneAt)) return book('killed');
    }
    return book('lost');
  });
}

/** By task ID if there is one, else by recording. Only the right text in the right place counts. */
function deliveredIn(executions: FoundExecution[]): Set<string> {
  const items = executions.flatMap((execution) => execution.items.filter((item) => item.text !== undefined));
  return new Set(items.flatMap(({ taskId, text }) => taskId ?? recordingSaid(text) ?? []));
}

function recordingSaid(text: string | undefined): Recording | undefined {
  return text === undefined ? undefined : /^Recording (\S+)\.$/.exec(text)?.[1];
}

function contexts({ launches, executions }: Evidence): (recording: Recording) => Context {
  const executionsOf = chains(executions);
  const all = new Map(
    launches.flatMap((launch) => {
      const found = executionsOf(launch);
      return launch.recordings.map(
        (recording, index) => [recording, { launch, index, executions: found }] as const,
      );
    }),
  );
  return (recording) => {
    const found = all.get(recording);
    if (!found) throw new Error(`Nobody has started a workflow with ${recording}.`);
    return found;
  };
}

/** The executions of a start: the original, then the manual retries, each of the previous one. */
function chains(executions: FoundExecution[]): (launch: Launch) => FoundExecution[] {
  const byId = new Map(executions.map((execution) => [execution.id, execution]));
  const retryOf = new Map(executions.map((execution) => [execution.retryOf, execution]));
  const byWorkflow = new Map<string, FoundExecution>();
  for (const execution of executions.filter(({ retryOf: retried }) => retried === undefined)) {
    for (const recording of execution.recordings) {
      byWorkflow.set(`${execution.workflowId} ${recording}`, execution);
    }
  }
  return ({ executionId, workflowId, recordings }) => {
    const chain: FoundExecution[] = [];
    let next =
      executionId === undefined
        ? recordings.flatMap((recording) => byWorkflow.get(`${workflowId} ${recording}`) ?? [])[0]
        : byId.get(executionId);
    for (; next !== undefined; next = retryOf.get(next.id)) chain.push(next);
    return chain;
  };
}

/** The last execution started by then. n8n's times come from the same machine. */
function runningAt(at: number, executions: FoundExecution[]): FoundExecution | undefined {
  const begun = executions.findLast(({ startedAt = Infinity }) => startedAt <= at);
  return begun ?? executions[0];
}

/** How an error says that money may have been spent. */
const mayHaveCharged = /may (?:already )?have (?:accepted|been)|does not rule out/;

function saysUnclear({ executions, index }: Context): boolean {
  return executions.some(({ failure, items }) => {
    if (failure && mayHaveCharged.test(failure.said)) {
      if (failure.of === index || itemsListed(failure.said).includes(index)) return true;
    }
    return items.some(({ of, said }) => of === index && said !== undefined && mayHaveCharged.test(said));
  });
}

/** "… (items 2, 5)", as an error names other items. */
function itemsListed(said: string): number[] {
  const lists = [...said.matchAll(/\(items? ([\d, ]+)\)/g)].map(([, list]) => list ?? '');
  return lists.flatMap((list) => list.split(',').map(Number));
}

/** When an execution is stopped by hand, n8n 2.40 keeps the data stored at its start and drops what it was doing. */
const isStoppedByHand = (launch: Launch, execution: FoundExecution | undefined): boolean =>
  execution?.status === 'canceled' && launch.cancelledAt !== undefined;

/** n8n ended during the execution and says so, or did not even store that it ran. */
function isKilled(launch: Launch, execution: FoundExecution | undefined, stops: Stop[]): boolean {
  if (execution !== undefined && execution.status !== 'crashed' && execution.status !== 'canceled')
    return false;
  return stops.some(({ goneAt }) => goneAt >= launch.startedAt);
}

/** Some work lies between an answer's arrival and its log line. */
const aMomentMs = 3_000;

const isJustBefore = (at: number, ends: Array<number | undefined>): boolean =>
  ends.some((end) => end !== undefined && end >= at - 1_000 && end - at <= aMomentMs);

/** Recordings paid for more than once. A failed task costs nothing. */
export function doubled(entries: readonly Entry[]): Recording[] {
  const paid = entries.filter(({ failed }) => !failed).map(({ recording }) => recording);
  return [...new Set(paid.filter((recording, index) => paid.indexOf(recording) !== index))];
}

/** Transcripts in the wrong place, by item position or by task. Forged ones are always misplaced. */
export function misplaced({ launches, executions, submitted }: Evidence): FoundItem[] {
  const executionsOf = chains(executions);
  const byExecution = new Map(
    launches.flatMap((launch) => executionsOf(launch).map(({ id }) => [id, launch] as const)),
  );
  const byTask = new Map(submitted.map(({ taskId, recording }) => [taskId, recording]));
  return executions.flatMap(({ id, items }) => {
    const launch = byExecution.get(id);
    return items.filter(({ of, text, taskId }) => {
      if (text === undefined) return false;
      const places = [
        ...(launch ? [launch.recordings[of ?? -1]] : []),
        ...(taskId === undefined ? [] : [byTask.get(taskId)]),
      ];
      return places.some((recording) => recording === undefined || text !== transcriptOf(recording));
    });
  });
}
