export interface PollStage {
  /** The stage lasts until a task is this old, in milliseconds. */
  untilAgeMs: number;
  everyMs: number;
}

/** How often a task is asked for, by its age. */
export interface PollPolicy {
  stages: readonly [PollStage, ...PollStage[]];
}

/** The same policy with no stage faster, and the first exactly as fast, as the user asked for. */
export function withPollInterval({ stages: [first, ...later] }: PollPolicy, everyMs: number): PollPolicy {
  const slower = later.map((stage) => ({ ...stage, everyMs: Math.max(stage.everyMs, everyMs) }));
  return { stages: [{ ...first, everyMs }, ...slower] };
}

/** How soon a new task is asked for, in milliseconds. */
export function firstIntervalMs({ stages: [first] }: PollPolicy): number {
  return first.everyMs;
}

/** How soon a task of this age is asked for again, in milliseconds. */
export function intervalAt(ageMs: number, { stages }: PollPolicy): number {
  const stage = stages.find(({ untilAgeMs }) => ageMs < untilAgeMs) ?? stages[stages.length - 1];
  return stage?.everyMs ?? stages[0].everyMs;
}
