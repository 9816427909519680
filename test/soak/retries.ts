import type { BenchN8n } from '../bench/bench';
import type { Random } from './random';
import type { Workflows } from './workflows';

/**
 * Somebody who presses Retry in n8n's list of executions.
 *
 * Each failed execution is retried once, and so is its retry: what a retry buys stands in the retry, and whoever goes
 * back behind it buys again. Those that n8n was killed in, or that somebody has stopped, are left alone, for n8n keeps
 * of them only what they held at their start.
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
    // n8n answers when the retry has ended. Should it go away before that, the list still has it.
    rest.retryExecution(id).catch(() => undefined);
  }
}
