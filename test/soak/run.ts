import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type BenchN8n, freshEmulator, withBench } from '../bench/bench';
import { comeToRest } from './atRest';
import { drive } from './drive';
import { loggedTasks, readExecutions } from './evidence';
import type { FoundExecution } from './execution';
import { fetchPending } from './fetchPending';
import { drawUp, type Evidence, misplaced } from './ledger';
import { isSound, type Outcome, report } from './report';
import { randomOf } from './random';
import { readSubmitted } from './submitted';
import { deployWorkflows } from './workflows';

const optionsSchema = z.object({
  minutes: z.coerce.number().positive().default(10),
  seed: z.coerce.number().int().default(1),
  /** A folder for the evidence behind the ledger. */
  keep: z.string().optional(),
});

/** `npm run soak`, `npm run soak -- --minutes 1 --seed 7` */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string' }, seed: { type: 'string' }, keep: { type: 'string' } },
  });
  const options = optionsSchema.parse(values);
  const { minutes, seed } = options;
  const [cpu] = cpus();
  const on = `${process.platform}, ${cpus().length} × ${cpu?.model ?? 'unknown CPU'}`;
  process.stdout.write(`${new Date().toISOString()}, ${on}; ${minutes} minutes, seed ${seed}\n\n`);
  const outcome = await withBench({ small: false }, (bench) =>
    bench.withN8n((n8n) => soak(n8n, options), { env: { EXECUTIONS_DATA_PRUNE: 'false' } }),
  );
  process.stdout.write(report(outcome));
  if (!isSound(outcome)) process.exitCode = 1;
}

/** Above the starters' average rate, and below their peaks. */
const taskRate = { tasks: 100, perMs: 10_000 };
const readRate = { reads: 60, perMs: 1_000 };

async function soak(n8n: BenchN8n, { minutes, seed, keep }: z.infer<typeof optionsSchema>): Promise<Outcome> {
  await freshEmulator(n8n.emulator);
  await n8n.control.setRateLimit(taskRate);
  await n8n.control.setReadLimit(readRate);
  // So that some of the attempts outlast a restart.
  await n8n.control.setFacts({ callbackRetryMs: 4_000 });
  const workflows = await deployWorkflows(n8n);
  const untilMs = Date.now() + minutes * 60_000;
  const history = await drive(n8n, workflows, { seed, untilMs });
  say('At rest?');
  const open = await comeToRest(n8n);
  say('Reading what n8n holds.');
  const evidence: Evidence = {
    submitted: await readSubmitted(n8n.control, history.faults),
    launches: history.launches,
    stops: history.stops,
    executions: await readExecutions(n8n, workflows),
    logged: loggedTasks(await n8n.n8n.log()),
  };
  const entries = drawUp(evidence);
  if (keep !== undefined) await keepEvidence(keep, { ...evidence, entries }, await n8n.n8n.log());
  say('Fetching what is pending.');
  const fetched = await fetchPending(n8n, entries, randomOf(seed, 5));
  const { executions } = evidence;
  return {
    history,
    executions,
    entries,
    open,
    wrong: misplaced(evidence).length,
    wentOnTwice: executions.filter(({ wentOn }) => wentOn > 1).length,
    startedAgain: startedAgain(executions.filter(({ workflowId }) => workflowId === workflows.triggerId)),
    fetched,
    afterMs: Date.now() - untilMs,
  };
}

function startedAgain(executions: FoundExecution[]): number {
  const tasks = executions.flatMap(({ items }) => items.flatMap(({ taskId }) => taskId ?? []));
  return tasks.length - new Set(tasks).size;
}

/** For finding out what became of a single recording. */
async function keepEvidence(folder: string, evidence: object, log: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const plain = (_: string, value: unknown): unknown => (value instanceof Set ? [...value] : value);
  await writeFile(path.join(folder, 'evidence.json'), JSON.stringify(evidence, plain, 1));
  await writeFile(path.join(folder, 'n8n.log'), log);
}

function say(line: string): void {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
