import { fetch, FormData } from 'undici';
import { z } from 'zod';

import type {
  Execution,
  ExecutionError,
  ExecutionStatus,
  Item,
  RunData,
} from '../../../playground/execution';
import type { N8nRest } from '../../../playground/rest';
import { buildWorkflow, type BuiltWorkflow, type NodeSpec, type WorkflowSpec } from './workflow';

export interface InputFile {
  bytes: Uint8Array;
  fileName: string;
  mimeType: string;
}

export interface InputItem {
  json?: Record<string, unknown>;
  /** By field name. */
  binary?: Record<string, InputFile>;
}

export interface WebhookAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/** A run as read back from n8n. */
export interface RunResult {
  executionId: string;
  workflowId: string;
  status: ExecutionStatus;
  /** The error that stopped the workflow. */
  error?: ExecutionError;
  /** Items by output of the node under test in its last run. Empty if it returned none. */
  outputs: Item[][];
  runData: RunData;
  execution: Execution;
  answer: WebhookAnswer;
}

export interface RunOptions {
  /**
   * `end` (default), or `waiting`: return as soon as the node under test has suspended the execution. If the
   * execution ends instead, its result is returned.
   */
  until?: 'end' | 'waiting';
  withinMs?: number;
}

/** Generous, as it costs a run that ends nothing: the gate keeps a machine of two cores busy with other suites. */
const defaultWithinMs = 150_000;

/** An active workflow that can be started any number of times, also concurrently. */
export class Deployed {
  constructor(
    private readonly rest: N8nRest,
    readonly workflowId: string,
    readonly built: BuiltWorkflow,
  ) {}

  /** Starts a run and returns its answer; with `response: 'lastNode'` that takes as long as the run. */
  async trigger(items: InputItem[] = [{}]): Promise<StartedRun> {
    const answer = await this.post(items);
    if (answer.status !== 200) throw new Error(`The webhook answered ${answer.status}: ${answer.body}`);
    if (this.built.answersAtOnce) {
      const { executionId } = z.object({ executionId: z.string() }).parse(JSON.parse(answer.body));
      return new StartedRun(this.rest, this.built, executionId, answer);
    }
    const [newest] = await this.rest.executions({ workflowId: this.workflowId });
    if (!newest) throw new Error('The webhook answered without an execution.');
    return new StartedRun(this.rest, this.built, newest.id, answer);
  }

  private async post(items: InputItem[]): Promise<WebhookAnswer> {
    const url = `${this.rest.webhookUrl}/webhook/${this.built.webhookPath}`;
    const response = await fetch(url, {
      method: 'POST',
      body: multipart(items),
      dispatcher: this.rest.agent,
    });
    const body = await response.text();
    return { status: response.status, headers: new Headers([...response.headers]), body };
  }

  /** Saves the workflow with other parameters or settings for the node under test. */
  async save(changes: Omit<NodeSpec, 'name' | 'type'>): Promise<void> {
    const { input, node } = this.built;
    const nodes = input.nodes.map((placed) =>
      'name' in placed && placed.name === node ? { ...placed, ...changes } : placed,
    );
    await this.rest.updateWorkflow(this.workflowId, { ...input, nodes });
  }

  /** Deletes the workflow and its executions. */
  remove(): Promise<void> {
    return this.rest.deleteWorkflow(this.workflowId);
  }
}

export class StartedRun {
  constructor(
    private readonly rest: N8nRest,
    private readonly built: BuiltWorkflow,
    readonly executionId: string,
    readonly answer: WebhookAnswer,
  ) {}

  /**
   * Presses "Retry" in the list of executions, and returns when the new run has ended or is suspended.
   *
   * @param workflow the one that this run started with, or the saved one
   */
  async retry(workflow: 'original' | 'saved' = 'original'): Promise<StartedRun> {
    const id = await this.rest.retryExecution(this.executionId, workflow === 'saved');
    return new StartedRun(this.rest, this.built, id, this.answer);
  }

  /** Waits until the run has ended or is suspended, and reads it back. */
  async result({ until = 'end', withinMs = defaultWithinMs }: RunOptions = {}): Promise<RunResult> {
    const wanted: ExecutionStatus[] = until === 'end' ? ['success'] : ['waiting'];
    await this.rest.waitForStatus(this.executionId, wanted, withinMs);
    const execution = await this.rest.execution(this.executionId);
    const { runData, error } = execution.data.resultData;
    const last = runData[this.built.node]?.at(-1);
    return {
      executionId: execution.id,
      workflowId: execution.workflowId,
      status: execution.status,
      ...(error && { error }),
      outputs: (last?.data?.main ?? []).map((items) => items ?? []),
      runData,
      execution,
      answer: this.answer,
    };
  }
}

/** The items as JSON in the field `items`. Each file is referred to by the name of its form field. */
function multipart(items: InputItem[]): FormData {
  const form = new FormData();
  const listed = items.map((item, index) => {
    const files: Record<string, string> = {};
    for (const [name, file] of Object.entries(item.binary ?? {})) {
      const field = `item${index}_${name}`;
      files[name] = field;
      form.set(field, new File([file.bytes], file.fileName, { type: file.mimeType }));
    }
    return { json: item.json ?? {}, files };
  });
  form.set('items', JSON.stringify(listed));
  return form;
}

/** Creates and activates the workflow around a node under test. */
export async function deploy(rest: N8nRest, spec: WorkflowSpec): Promise<Deployed> {
  const built = buildWorkflow(spec);
  const workflow = await rest.createWorkflow(built.input);
  await rest.activateWorkflow(workflow);
  await rest.waitForWebhook(built.webhookPath);
  return new Deployed(rest, workflow.id, built);
}

/** Does everything at once: creates a workflow around the node, runs it with the items, and returns the result. */
export async function runWorkflow(
  rest: N8nRest,
  { items, until, withinMs, ...spec }: WorkflowSpec & RunOptions & { items?: InputItem[] },
): Promise<RunResult> {
  const deployed = await deploy(rest, spec);
  const run = await deployed.trigger(items);
  return run.result({ ...(until && { until }), ...(withinMs && { withinMs }) });
}
