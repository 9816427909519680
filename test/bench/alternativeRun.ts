import type { FaultInput } from '../../emulator/faults';
import type { Charge } from '../../emulator/ledger';
import type { Deployed, RunResult, StartedRun } from '../suites/e2e/run';
import type { NodeSpec } from '../suites/e2e/workflow';
import { type AlternativesN8n, type AlternativeWay, outcomeOf, success } from './alternativeWays';

/** What the node's own settings tab offers for errors. */
export type Setting = Pick<NodeSpec, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;

interface AlternativeRun {
  urls: readonly string[];
  /** What ElkAPI takes for each recording, and Apikley for each task. */
  takesMs: Record<AlternativeWay['provider'], number>;
  fault?: FaultInput;
  setting?: Setting;
  /** Measures live buffers, which takes time, and nothing else. */
  watched?: boolean;
}

export interface AlternativeFigures {
  /** From the last item's arrival to the node behind the last one; 0 if that did not run. */
  ms: number;
  /** Growth of resident memory from before the run to its peak. */
  peakBytes: number;
  /** NaN unless watched. */
  liveBytes: number;
  /** Requests of any kind to the provider. */
  calls: number;
  /** Transcripts that the account was charged for, and how many of these for a recording that was paid for already. */
  paid: number;
  paidTwice: number;
  /** Transcripts that reached the next node, and items that took the error output. */
  texts: number;
  failures: number;
}

/** Runs one way with recordings that the emulator serves, to the end of what a user would do about an error. */
export async function runAlternative(
  n8n: AlternativesN8n,
  way: AlternativeWay,
  { urls, takesMs, fault, setting = {}, watched = false }: AlternativeRun,
): Promise<AlternativeFigures> {
  const { control, memory } = n8n;
  if (fault) await control.addFault(fault);
  await control.planTasks({ taskMs: takesMs.apikley });
  await control.addFault({
    on: 'transcriptions',
    times: null,
    action: { kind: 'delay', ms: takesMs.elkapi },
  });
  const { node, after = [success] } = way.workflow(n8n);
  const deployed = await n8n.deploy({
    before: [...(way.takesFiles ? [load] : []), ...(watched ? [watch('Before')] : [])],
    node: { ...node, ...setting },
    after: [...after, ...(watched ? [watch('After')] : [])],
  });
  const before = await memory.settled();
  const { result, peakBytes } = await memory.peakDuring(async () => {
    const started = await deployed.trigger(urls.map((url) => ({ json: { url } })));
    return await retriedByHand(deployed, started, await started.result());
  });
  const ready = result.runData[way.takesFiles ? load.name : 'Items']?.[0];
  const end = result.runData.Success?.[0];
  const live = result.runData.After?.[0]?.data?.main?.[0]?.[0]?.json.liveBytes;
  const counts = await control.counts();
  const charged = await control.charged();
  const recordings = new Set(charged.map(recordingOf));
  return {
    ms: ready && end ? end.startTime - (ready.startTime + ready.executionTime) : 0,
    peakBytes: peakBytes - before.rss,
    liveBytes: typeof live === 'number' ? live : Number.NaN,
    calls: (counts.createTask ?? 0) + (counts.recordInfo ?? 0) + (counts.transcriptions ?? 0),
    paid: charged.length,
    paidTwice: charged.length - recordings.size,
    ...outcomeOf(way, result),
  };
}

/** What a user does with an execution that an error stopped: retries it, and then with the error output. */
async function retriedByHand(deployed: Deployed, run: StartedRun, result: RunResult): Promise<RunResult> {
  if (!result.error) return result;
  const retried = await (await run.retry()).result();
  if (!retried.error) return retried;
  await deployed.save({ onError: 'continueErrorOutput' });
  return await (await run.retry('saved')).result();
}

const load = {
  name: 'Load',
  type: 'n8n-nodes-base.httpRequest',
  typeVersion: 4.2,
  parameters: {
    url: '={{ $json.url }}',
    options: { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
  },
} satisfies NodeSpec;

const watch = (name: string): NodeSpec => ({ name, type: 'CUSTOM.memoryWatch' });

/** Each recording has a name of its own. */
const recordingOf = ({ fileName, audioUrl }: Charge): string | undefined => fileName ?? audioUrl;
