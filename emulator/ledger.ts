import { z } from 'zod';
import { type TaskService, taskServiceSchema } from './operations';
import type { Task, TaskBoard } from './tasks';

export const chargeSchema = z.object({
  service: z.enum([...taskServiceSchema.options, 'elkapi']),
  operation: z.enum(['createTask', 'transcriptions', 'translations']),
  at: z.number(),
  taskId: z.string().optional(),
  audioUrl: z.string().optional(),
  fileName: z.string().optional(),
  sha256: z.string(),
  seconds: z.number(),
});

/** Something the account is charged for. */
export type Charge = z.infer<typeof chargeSchema>;

const CREDITS = 1000;
const USD = 5;
/** Made-up prices, just enough to see the balance change, in fractions as small as the real ones. */
const CREDITS_PER_SECOND = 0.05;
const USD_PER_SECOND = 0.0001;

const rounded = (amount: number) => Math.round(amount * 10_000) / 10_000;
const sum = (charges: Charge[]) => charges.reduce((seconds, charge) => seconds + charge.seconds, 0);

export const creditsFor = (task: Task): number =>
  rounded((task.speech?.durationSeconds ?? 0) * CREDITS_PER_SECOND);

/** The request that each service charges for. */
const taskCharges = { apikley: 'createTask' } as const satisfies Record<TaskService, Charge['operation']>;

/** Charges and balances. A failed task is free. */
export class Ledger {
  private transcripts: Charge[] = [];
  private startCredits = CREDITS;
  private startUsd = USD;

  constructor(private readonly tasks: TaskBoard) {}

  charge(charge: Charge): void {
    this.transcripts.push(charge);
  }

  charged(): Charge[] {
    return [...this.paidTasks(), ...this.transcripts].sort((one, other) => one.at - other.at);
  }

  credits(): number {
    return rounded(this.startCredits - sum(this.paidTasks()) * CREDITS_PER_SECOND);
  }

  usedUsd(): number {
    return rounded(sum(this.transcripts) * USD_PER_SECOND);
  }

  /** Everything ever paid into the account. */
  totalUsd(): number {
    return this.startUsd;
  }

  /** Sets the current balance, from which further charges are deducted. */
  setBalance({ credits, usd }: { credits?: number; usd?: number }): void {
    if (credits !== undefined) this.startCredits += credits - this.credits();
    if (usd !== undefined) this.startUsd = usd + this.usedUsd();
  }

  clear(): void {
    this.transcripts = [];
    this.startCredits = CREDITS;
    this.startUsd = USD;
  }

  private paidTasks(): Charge[] {
    return this.tasks
      .all()
      .filter(({ plan }) => plan.outcome.kind !== 'fail')
      .map((task) => ({
        service: task.service,
        operation: taskCharges[task.service],
        at: task.createdAt,
        taskId: task.id,
        audioUrl: task.input.audio_url,
        sha256: task.sha256,
        seconds: task.speech?.durationSeconds ?? 0,
      }));
  }
}
