import type { BenchN8n } from '../bench/bench';
import { apikleyNode } from '../suites/e2e/transcribeNode';
import { readFound } from './execution';
import type { Entry, Fate } from './ledger';
import type { Random } from './random';
import { transcriptOf } from './recordings';

export interface Fetched {
  left: number;
  /** A random selection of them, as many as time allows. */
  asked: number;
  /** Correct transcripts. */
  transcripts: number;
  /** Tasks that the provider never ends. */
  running: number;
}

const atATime = 50;

/** The node reads ten tasks a second, and a long run leaves a thousand. */
const forMs = 20_000;

const withId: ReadonlySet<Fate> = new Set<Fate>(['pending', 'killedWithId', 'stoppedWithId']);

/** What a user does with the remaining task IDs: Get Transcript. */
export async function fetchPending(
  n8n: BenchN8n,
  entries: readonly Entry[],
  random: Random,
): Promise<Fetched> {
  const found = entries.flatMap(({ fate, taskId, recording }) =>
    taskId !== undefined && withId.has(fate) ? [{ taskId, recording }] : [],
  );
  const left = shuffled(found, random);
  const fetched: Fetched = { left: left.length, asked: 0, transcripts: 0, running: 0 };
  const deployed = await n8n.deploy({
    node: {
      ...apikleyNode(n8n, { operation: 'getTranscript', taskId: '={{ $json.taskId }}' }),
      onError: 'continueErrorOutput',
    },
  });
  const until = Date.now() + forMs;
  while (fetched.asked < left.length && Date.now() < until) {
    const some = left.slice(fetched.asked, fetched.asked + atATime);
    fetched.asked += some.length;
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

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], random: Random): T[] {
  const rest = [...all];
  return all.flatMap((_, taken) => rest.splice(random.between(0, all.length - taken - 1), 1));
}
