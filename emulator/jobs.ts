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
    /** How long the job runs. */
    jobMs: z.number().nonnegative(),
    outcome: outcomeSchema,
    /** The states a running job passes through, each for an equal share of its time. */
    states: z.array(z.string()).min(1),
    /** For so long after its creation the task is unknown to recordInfo. */
    unknownForMs: z.number().nonnegative(),
  })
  .strict();

export const planChangeSchema = planSchema.partial();
export const jobSchema = planChangeSchema
  .extend({ match: matchSchema.pick({ audioUrl: true }).optional(), times: timesSchema })
  .strict();

export type JobPlan = z.output<typeof planSchema>;
export type JobPlanInput = z.input<typeof planChangeSchema>;
export type JobInput = z.input<typeof jobSchema>;

interface PlannedJob {
  match: Match | undefined;
  times: number;
  change: z.output<typeof planChangeSchema>;
}

/** How tasks behave: the defaults, and what was planned for particular ones. */
export class JobPlans {
  private defaults: JobPlan;
  private planned: PlannedJob[] = [];

  constructor(private readonly jobMs: number) {
    this.defaults = this.usual();
  }

  setDefaults(change: z.output<typeof planChangeSchema>): void {
    this.defaults = { ...this.defaults, ...change };
  }

  add(job: z.output<typeof jobSchema>): void {
    const { match, times, ...change } = job;
    this.planned.push({ match, times, change });
  }

  /** The plan for a new task. */
  next(subject: Subject): JobPlan {
    const job = this.planned.find(({ times, match }) => times > 0 && matches(match, subject));
    if (!job) return this.defaults;
    job.times -= 1;
    return { ...this.defaults, ...job.change };
  }

  clear(): void {
    this.planned = [];
    this.defaults = this.usual();
  }

  private usual(): JobPlan {
    return {
      jobMs: this.jobMs,
      outcome: { kind: 'success' },
      states: ['waiting', 'queuing', 'generating'],
      unknownForMs: 0,
    };
  }
}
