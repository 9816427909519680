import type { PlannedTaskInput } from '../../emulator/taskPlans';
import { faultsOf, type NamedFault } from './faults';
import { type Random, randomOf } from './random';
import { recordingOf, type Recording } from './recordings';
import { type Way, ways } from './ways';

/** One start of a workflow, determined by the seed. */
export interface LaunchPlan {
  number: number;
  way: Way;
  recordings: Recording[];
  tasks: PlannedTaskInput[];
  faults: NamedFault[];
  /** Counted from the start; undefined if it is not cancelled. */
  cancelAfterMs: number | undefined;
}

const mostItems = 16;

export function planLaunch(seed: number, number: number): LaunchPlan {
  const random = randomOf(seed, 1, number);
  const way = random.oneOf(ways);
  const recordings = Array.from({ length: random.between(1, mostItems) }, (_, item) =>
    recordingOf(number, item),
  );
  return {
    number,
    way,
    recordings,
    tasks: way.mode === 'elkapi' ? [] : recordings.map((recording) => plannedTaskOf(recording, random)),
    faults: recordings.flatMap((recording) => faultsOf(way.mode, recording, random)),
    cancelAfterMs: random.chance(0.08) ? random.between(0, 12_000) : undefined,
  };
}

/** Most tasks take seconds; some fail, and a few never end. */
function plannedTaskOf(recording: Recording, random: Random): PlannedTaskInput {
  const taskMs = random.chance(0.05) ? random.between(8_000, 25_000) : random.between(100, 5_000);
  const unknownForMs = random.chance(0.1) ? random.between(200, 3_000) : 0;
  const match = { audioUrl: recording };
  if (random.chance(0.03)) {
    return { match, taskMs, unknownForMs, outcome: { kind: 'fail', failMsg: 'No speech found.' } };
  }
  if (random.chance(0.01)) return { match, unknownForMs, outcome: { kind: 'never' } };
  return { match, taskMs, unknownForMs };
}
