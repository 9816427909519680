import type { BenchN8n } from '../bench/bench';
import type { Random } from './random';
import type { Workflows } from './workflows';

/**
 * A user who presses Retry in n8n's list of executions.
 *
 * Each failed execution is retried once, and so is its retry. What a retry buys is stored in the retry, so retrying
 * the original again would buy it twice. Executions that were stopped by hand or by killing n8n are left alone,
 * because n8n keeps only the data they started with.
 */
export class Retries {
  private readonly pressed = new Set<string>();

  constructor(
    private readonly n8n: Pick<BenchN8n, 'rest'>,
    private readonly workflows: Pick<Workflows, 'triggerId'>,
  ) {}

  async press(random: Random): Promise<void> {
    const { rest } = this.n8n;
    const failed = await rest.executions({ status: ['error'] }).catch(() => []);
    const [first, ...others] = failed.filter(
      ({ id, workflowId }) => workflowId !== this.workflows.triggerId && !this.pressed.has(id),
    );
    if (first === undefined) return;
    const { id } = random.oneOf([first, ...others]);
    this.pressed.add(id);
    // n8n answers when the retry has ended. If it stops before that, the list still has the retry.
    rest.retryExecution(id).catch(() => undefined);
  }
}
