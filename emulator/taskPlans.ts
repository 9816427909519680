import { z } from 'zod';
import { matches, matchSchema, timesSchema, type Match, type Subject } from './operations';
import { speechSchema } from './audio/speech';

const outcomeSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('success'),
      /** Replaces what is heard in the audio. */
      result: speechSchema.partial().strict().optional(),
      /** The raw `resultJson`, valid or not. */
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
    /** The states that a running task passes through, in equal shares of its duration. */
    states: z.array(z.string()).min(1),
    /** How long after its creation recordInfo does not find the task. */
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

/** How tasks behave: the defaults, and plans for particular tasks. */
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
