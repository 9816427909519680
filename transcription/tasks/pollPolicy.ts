export interface PollStage {
  /** The stage lasts until a task is this old, in milliseconds. */
  untilAgeMs: number;
  everyMs: number;
}

/** How often a task is polled, by its age. */
export interface PollPolicy {
  stages: readonly [PollStage, ...PollStage[]];
}

/** The same policy at the user's interval: the first stage exactly as fast, no later stage faster. */
export function withPollInterval({ stages: [first, ...later] }: PollPolicy, everyMs: number): PollPolicy {
  const slower = later.map((stage) => ({ ...stage, everyMs: Math.max(stage.everyMs, everyMs) }));
  return { stages: [{ ...first, everyMs }, ...slower] };
}

/** The first interval for a new task, in milliseconds. */
export function firstIntervalMs({ stages: [first] }: PollPolicy): number {
  return first.everyMs;
}

/** The next interval for a task of this age, in milliseconds. */
export function intervalAt(ageMs: number, { stages }: PollPolicy): number {
  const stage = stages.find(({ untilAgeMs }) => ageMs < untilAgeMs) ?? stages[stages.length - 1];
  return stage?.everyMs ?? stages[0].everyMs;
}
