import { z } from 'zod';

import { executionStatuses, executionSummarySchema, type ExecutionSummary } from './execution';
import { RestError, type RestConnection } from './restConnection';

const pageSchema = z.object({ results: z.array(executionSummarySchema) });

/** The list is ordered by time of start. Executions that started at about the same time may be out of order. */
const neighbours = '10';

/** The executions of one n8n, as its editor lists them. */
export class ExecutionList {
  /** From 2.41 on, n8n refuses a range of IDs, and has pages that begin at a cursor instead. */
  private byCursor = false;

  constructor(private readonly connection: RestConnection) {}

  async page(query: Record<string, string>): Promise<ExecutionSummary[]> {
    const search = new URLSearchParams(query).toString();
    const { results } = await this.connection.call(pageSchema, 'GET', `/executions?${search}`);
    // Running and finished executions come from two places; one that ends in the meantime may be in both.
    return [...new Map(results.map((execution) => [execution.id, execution])).values()];
  }

  /** Undefined while it does not exist. */
  async find(id: string): Promise<ExecutionSummary | undefined> {
    const isIt = (execution: ExecutionSummary) => execution.id === id;
    if (!this.byCursor) {
      try {
        const range = { firstId: String(Number(id) - 1), lastId: String(Number(id) + 1) };
        return (await this.page(range)).find(isIt);
      } catch (error) {
        if (!(error instanceof RestError) || error.status !== 400) throw error;
        this.byCursor = true;
      }
    }
    return (await this.page(upTo(id))).find(isIt) ?? (await this.readWhole(id));
  }

  /** With its data, which may be large. */
  private async readWhole(id: string): Promise<ExecutionSummary | undefined> {
    try {
      return await this.connection.call(executionSummarySchema, 'GET', `/executions/${id}`);
    } catch (error) {
      if (error instanceof RestError && error.status === 404) return undefined;
      throw error;
    }
  }
}

/** The page that follows the execution after this one. n8n uses only the ID of the cursor, and requires a time. */
function upTo(id: string): Record<string, string> {
  const before = { id: String(Number(id) + 1), timestamp: new Date(0).toISOString() };
  return {
    limit: neighbours,
    cursor: Buffer.from(JSON.stringify({ version: 1, v1: before })).toString('base64url'),
    // Without it, such a page has no execution that is running.
    filter: JSON.stringify({ status: executionStatuses }),
  };
}
