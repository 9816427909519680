import type { BenchN8n } from '../bench/bench';
import { apikleyNode } from '../e2e/transcribeNode';
import { readFound } from './execution';
import type { Entry, Fate } from './ledger';
import { transcriptOf } from './recordings';

export interface Fetched {
  asked: number;
  /** The right transcripts. */
  transcripts: number;
  /** Tasks that the provider itself never ends. */
  running: number;
}

const atATime = 50;

const withId: ReadonlySet<Fate> = new Set<Fate>(['pending', 'killedWithId', 'stoppedWithId']);

/** What a user does with the task IDs that are left: Get Transcript. */
export async function fetchPending(n8n: BenchN8n, entries: readonly Entry[]): Promise<Fetched> {
  const left = entries.flatMap(({ fate, taskId, recording }) =>
    taskId !== undefined && withId.has(fate) ? [{ taskId, recording }] : [],
  );
  const fetched: Fetched = { asked: left.length, transcripts: 0, running: 0 };
  const deployed = await n8n.deploy({
    node: {
      ...apikleyNode(n8n, { operation: 'getTranscript', taskId: '={{ $json.taskId }}' }),
      onError: 'continueErrorOutput',
    },
  });
  for (let from = 0; from < left.length; from += atATime) {
    const some = left.slice(from, from + atATime);
    const started = await deployed.trigger(some.map(({ taskId }) => ({ json: { taskId } })));
    const { execution } = await started.result();
    const { items } = readFound(execution, deployed.built.node, 'Success');
    for (const { taskId, recording } of some) {
      const item = items.find((one) => one.taskId === taskId);
      if (item?.text === transcriptOf(recording)) fetched.transcripts++;
      else if (item !== undefined && item.text === undefined && item.said === undefined) fetched.running++;
    }
  }
  return fetched;
}
