import { setTimeout as sleep } from 'node:timers/promises';
import { createLimiter } from '../../transcription/calls/limit';
import type { Deployed } from '../suites/e2e/run';
import type { Harness } from '../suites/e2e/harness';
import { recordings } from './recordings';

/** Executions started at once. */
const atATime = 4;

/** Starts executions of one item each, and waits until all of them are suspended. */
export async function suspendExecutions(
  n8n: Pick<Harness, 'emulator' | 'rest'>,
  deployed: Deployed,
  count: number,
): Promise<string[]> {
  const limit = createLimiter(atATime);
  const started = await Promise.all(
    recordings(n8n.emulator, count).map((item) => limit(() => deployed.trigger([item]))),
  );
  const ids = started.map(({ executionId }) => executionId);
  for (const id of ids) {
    const { status } = await n8n.rest.waitForStatus(id, ['waiting'], 60_000);
    if (status !== 'waiting') throw new Error(`Execution ${id} was to sleep, and is ${status}.`);
  }
  return ids;
}

const lookEveryMs = 1_000;
const quietMs = 6_000;

/** Waits until the emulator has no more traffic. Polling n8n instead would give it work. */
export async function untilQuiet({ control }: Pick<Harness, 'control'>, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  let before = '';
  let since = Date.now();
  while (Date.now() - since < quietMs) {
    if (Date.now() > until) throw new Error(`n8n still worked after ${withinMs} ms.`);
    const now = JSON.stringify(await control.counts());
    if (now !== before) since = Date.now();
    before = now;
    await sleep(lookEveryMs);
  }
}

/** The number of executions that ended, and the end of the last one (ms since the epoch). */
export async function ended(
  { rest }: Pick<Harness, 'rest'>,
  ids: string[],
): Promise<{ count: number; lastAt: number }> {
  const times: number[] = [];
  for (const id of ids) {
    const { status, stoppedAt } = (await rest.executionSummary(id)) ?? {};
    if (status === 'success' && stoppedAt) times.push(Date.parse(stoppedAt));
  }
  return { count: times.length, lastAt: Math.max(...times) };
}
