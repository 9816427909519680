import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchN8n } from '../bench/bench';
import { dialectOf } from './dialect';
import { weather } from './faults';
import { History, type Launch } from './history';
import { planLaunch } from './plan';
import { Power } from './power';
import { type Random, randomOf } from './random';
import { putRecording } from './recordings';
import { Retries } from './retries';
import { restBy } from './ways';
import type { Workflows } from './workflows';

export interface DriveOptions {
  seed: number;
  /** Milliseconds since the epoch. */
  untilMs: number;
}

/** Number of parallel starters, each of which starts one workflow after another. */
const starters = 6;
const betweenStartsMs = [0, 1_500] as const;
const betweenStopsMs = [20_000, 70_000] as const;
const offMs = [0, 3_000] as const;
const betweenWeathersMs = [5_000, 15_000] as const;
const betweenRetriesMs = [1_000, 6_000] as const;
/**
 * Executions that may run at the same time before the starters pause. A fast machine starts more than the account's
 * rate lets n8n finish, and what still runs at the end would count as lost.
 */
const mostRunning = 40;
const askForRoomEveryMs = 500;
/** n8n takes up to twenty seconds to return, and work resumed then takes some more. */
const calmMs = 20_000;

/**
 * Starts workflows, cancels and retries executions, and disturbs n8n and its provider until the time is up. n8n is on
 * when it returns.
 */
export async function drive(n8n: BenchN8n, workflows: Workflows, options: DriveOptions): Promise<History> {
  const history = new History();
  const power = new Power(n8n.n8n, history);
  const cancelling: Array<Promise<void>> = [];
  const numbers = counter();
  const retries = new Retries(n8n, workflows);
  const restsBy = options.untilMs + calmMs;

  const start = async (): Promise<void> => {
    const plan = planLaunch(options.seed, numbers());
    const items = await Promise.all(
      plan.recordings.map((one) => putRecording(n8n.control, one, { [restBy]: restsBy })),
    );
    for (const task of plan.tasks) await n8n.control.planTask(task);
    for (const fault of plan.faults) await n8n.control.addFault(history.addFault(fault));
    await room(n8n, power);
    const deployed = workflows.deployed(plan.way);
    const launch = history.addLaunch(plan, deployed.workflowId);
    try {
      launch.executionId = (await deployed.trigger(items)).executionId;
      if (plan.cancelAfterMs !== undefined) cancelling.push(cancel(n8n, power, launch, plan.cancelAfterMs));
    } catch (error) {
      // n8n stopped during the request.
      history.addUnanswered(error);
    }
  };

  await Promise.all([
    ...Array.from({ length: starters }, (_, starter) =>
      repeat(options, 10 + starter, betweenStartsMs, start),
    ),
    repeat({ ...options, untilMs: options.untilMs - calmMs }, 2, betweenStopsMs, (random) =>
      power.cycle(random.chance(0.65) ? 'kill' : 'restart', random.between(...offMs)),
    ),
    repeat(options, 3, betweenWeathersMs, async (random) => {
      await n8n.control.addFault(history.addFault(weather(random)));
      await n8n.control.setFacts(dialectOf(random));
    }),
    repeat(options, 4, betweenRetriesMs, async (random) => {
      await power.whenOn();
      await retries.press(random);
    }),
  ]);
  await Promise.all(cancelling);
  await power.whenOn();
  return history;
}

/** Waits until n8n is on and not too many executions run. */
async function room({ rest }: BenchN8n, power: Power): Promise<void> {
  for (;;) {
    await power.whenOn();
    // n8n may stop during the request.
    const running = await rest.executions({ status: ['new', 'running'] }).catch(() => undefined);
    if (running !== undefined && running.length < mostRunning) return;
    await sleep(askForRoomEveryMs);
  }
}

/** Repeats something after a pause each time, until the time is up. */
async function repeat(
  { seed, untilMs }: DriveOptions,
  name: number,
  pauseMs: readonly [number, number],
  act: (random: Random) => Promise<void>,
): Promise<void> {
  for (let round = 0; ; round++) {
    const random = randomOf(seed, name, round);
    await sleep(random.between(...pauseMs));
    if (Date.now() >= untilMs) return;
    await act(random);
  }
}

/** Presses Stop. An execution that has already ended stays as it is. */
async function cancel({ rest }: BenchN8n, power: Power, launch: Launch, afterMs: number): Promise<void> {
  await sleep(afterMs);
  await power.whenOn();
  const at = Date.now();
  await rest.stopExecution(launch.executionId ?? '').then(
    () => (launch.cancelledAt = at),
    () => undefined,
  );
}

function counter(): () => number {
  let next = 0;
  return () => next++;
}
