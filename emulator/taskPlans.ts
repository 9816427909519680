import { z } from 'zod';
import { matches, matchSchema, timesSchema, type Match, type Subject } from './operations';
import { speechSchema } from './audio/speech';

const outcomeSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('success'),
      /** Said in place of what is in the audio. */
      result: speechSchema.partial().strict().optional(),
      /** The raw `resultJson`, whatever it holds. */
      resultJson: z.string().optional(),
    })
    .strict(),
  z
    .object({
      kind: z.literal('fail'),
      failCode: z.union([z.string(), z.number()]).default('500'),
      failMsg: z.string().default('Internal error, please try again later.'),
    })
    .strict(),
  z.object({ kind: z.literal('never') }).strict(),
]);

const planSchema = z
  .object({
    /** How long the task runs. */
    taskMs: z.number().nonnegative(),
    outcome: outcomeSchema,
    /** The states a running task passes through, each for an equal share of its time. */
    states: z.array(z.string()).min(1),
    /** For so long after its creation the task is unknown to recordInfo. */
    unknownForMs: z.number().nonnegative(),
  })
  .strict();

export const planChangeSchema = planSchema.partial();
export const plannedTaskSchema = planChangeSchema
  .extend({ match: matchSchema.pick({ audioUrl: true }).optional(), times: timesSchema })
  .strict();

export type TaskPlan = z.output<typeof planSchema>;
export type TaskPlanInput = z.input<typeof planChangeSchema>;
export type PlannedTaskInput = z.input<typeof plannedTaskSchema>;

interface PlannedTask {
  match: Match | undefined;
  times: number;
  change: z.output<typeof planChangeSchema>;
}

/** How tasks behave: the defaults, and what was planned for particular ones. */
export class TaskPlans {
  private defaults: TaskPlan;
  private planned: PlannedTask[] = [];

  constructor(private readonly taskMs: number) {
    this.defaults = this.usual();
  }

  setDefaults(change: z.output<typeof planChangeSchema>): void {
    this.defaults = { ...this.defaults, ...change };
  }

  add(task: z.output<typeof plannedTaskSchema>): void {
    const { match, times, ...change } = task;
    this.planned.push({ match, times, change });
  }

  /** The plan for a new task. */
  next(subject: Subject): TaskPlan {
    const task = this.planned.find(({ times, match }) => times > 0 && matches(match, subject));
    if (!task) return this.defaults;
    task.times -= 1;
    return { ...this.defaults, ...task.change };
  }

  clear(): void {
    this.planned = [];
    this.defaults = this.usual();
  }

  private usual(): TaskPlan {
    return {
      taskMs: this.taskMs,
      outcome: { kind: 'success' },
      states: ['waiting', 'queuing', 'generating'],
      unknownForMs: 0,
    };
  }
}
