import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { newSecret } from '../../../../nodes/shared/webhooks/secret';
import { doorbellUrl } from '../../../../nodes/Transcribe/suspend/doorbell';
import { thisProcess } from '../../../../nodes/Transcribe/suspend/rivals';
import type { StoredSuspended } from '../../../../nodes/Transcribe/suspend/suspended';
import { answerDoorbell } from '../../../../nodes/Transcribe/suspend/webhook';
import type { FakeClock } from '../../../support/fakeClock';

const webhookFunctions = z.custom<IWebhookFunctions>();

/** How long each execution waits at most. */
export const waitMs = 3_600_000;

/** The service's answer about a task. */
export interface Answer {
  statusCode: number;
  body: unknown;
}

const details = (data: object): Answer => ({ statusCode: 200, body: { code: 200, msg: 'success', data } });
const result = (text: string) => ({ resultObject: { language_code: 'eng', text, words: [] } });

export const runs = details({ state: 'generating', resultJson: '' });
export const heard = (text: string): Answer =>
  details({ state: 'success', resultJson: JSON.stringify(result(text)) });
export const unknownTask: Answer = { statusCode: 200, body: { code: 404, msg: 'not found', data: null } };
export const maintenance: Answer = { statusCode: 200, body: { code: 455, msg: 'Under maintenance.' } };

/** One call of the webhook. */
export interface Call {
  query?: IDataObject;
  body?: unknown;
  headers?: IDataObject;
}

export interface Rung {
  status: number;
  answer: unknown;
  /** When the caller was answered, in milliseconds after the call. */
  afterMs: number;
  /** What the execution resumed with; undefined if it stayed suspended. */
  items: INodeExecutionData[] | undefined;
}

/** A call that the package made to itself. */
export interface OwnCall {
  /** Since the execution was suspended. */
  atMs: number;
  body: unknown;
  answer: unknown;
}

const ownRequest = z.object({ url: z.string().url(), body: z.unknown(), headers: z.record(z.string()) });
const readRequest = z.object({ qs: z.object({ taskId: z.string() }) });

/** The executions that this n8n has suspended, by the address of their webhook. */
const suspended = new Map<string, SuspendedExecution>();

/** n8n deletes them all: who rings at one of them learns that nothing waits there. */
export const deleteAll = (): void => suspended.clear();

interface Setup {
  tasks: Record<string, Answer>;
  /** What its context holds instead of what the node stores there. */
  stored?: (usual: StoredSuspended) => unknown;
  node?: string;
}

/** An execution that Transcribe has suspended, with as much of n8n and of Apikley around it as its webhook sees. */
export class SuspendedExecution {
  readonly secret = newSecret();
  readonly origin = `https://${this.secret.toLowerCase().replace(/[^a-z0-9]/g, 'x')}.example.com`;
  readonly url = doorbellUrl(`${this.origin}/webhook-waiting/7?signature=n8n`, this.secret);
  /** The tasks that were read, in order. */
  readonly reads: string[] = [];
  readonly warnings: string[] = [];
  readonly ownCalls: OwnCall[] = [];
  readonly tasks: Record<string, Answer>;
  /** What happens before one of these is done; nothing by default. */
  before: Partial<Record<'credentials' | 'read' | 'store' | 'ownCall', () => Promise<void> | void>> = {};
  /** What the execution went on with, each time. */
  readonly resumed: INodeExecutionData[][] = [];
  /** When it did, since it was suspended. */
  resumedAfterMs: number | undefined;
  private readonly fromMs: number;
  private readonly stored: unknown;
  private readonly node: string;

  constructor(
    private readonly clock: FakeClock,
    { tasks, stored = (usual) => usual, node = 'Transcribe' }: Setup,
  ) {
    this.tasks = tasks;
    this.node = node;
    const nowMs = clock.now();
    this.fromMs = nowMs;
    this.stored = stored({
      secret: this.secret,
      provider: 'apikley',
      process: thisProcess,
      deadlineMs: nowMs + waitMs,
      errorOutput: false,
      items: Object.keys(tasks).map((taskId) => ({
        kind: 'task',
        taskId,
        submittedAtMs: nowMs,
        output: { files: ['txt'] },
        recording: `${taskId}.mp3`,
      })),
    });
    suspended.set(addressOf(this.url), this);
  }

  /** A callback of Apikley about a task. */
  callBack(taskId: string): Promise<Rung> {
    return this.ring({ body: { code: 200, data: { taskId } } });
  }

  /** Any call of its webhook; with the secret, unless the call has a query of its own. */
  async ring({ query = { transcribe: this.secret }, body = {}, headers = {} }: Call = {}): Promise<Rung> {
    const fromMs = this.clock.now();
    const rung: Rung = { status: 0, answer: undefined, afterMs: Number.NaN, items: undefined };
    const response = {
      status: (code: number) => ({
        json: (answer: unknown) =>
          void Object.assign(rung, { status: code, answer, afterMs: this.clock.now() - fromMs }),
      }),
    };
    const { workflowData } = await answerDoorbell.call(
      webhookFunctions.parse({
        ...this.n8n,
        getResponseObject: () => response,
        getQueryData: () => query,
        getBodyData: () => body,
        getHeaderData: () => headers,
      }),
    );
    rung.items = workflowData?.[0] ?? undefined;
    if (rung.items === undefined) return rung;
    this.resumed.push(rung.items);
    this.resumedAfterMs = this.clock.now() - this.fromMs;
    return rung;
  }

  /** The part of n8n that is the same for each call. */
  private get n8n() {
    return {
      logger: { warn: (line: string) => void this.warnings.push(line) },
      getNode: () => ({ name: this.node }),
      getWorkflow: () => ({ id: 'workflow' }),
      evaluateExpression: (expression: string) => this.evaluated(expression),
      getCredentials: async () => {
        await this.before.credentials?.();
        return { apiKey: `key of ${this.secret}`, baseUrl: 'https://apikley.example.com' };
      },
      helpers: {
        httpRequest: callOfOwn,
        httpRequestWithAuthentication: async (_type: string, options: unknown) => {
          const { taskId } = readRequest.parse(options).qs;
          this.reads.push(taskId);
          await this.before.read?.();
          const { statusCode, body } = this.tasks[taskId] ?? unknownTask;
          return { statusCode, headers: {}, body: JSON.stringify(body) };
        },
        prepareBinaryData: async (_content: Buffer, fileName: string) => {
          await this.before.store?.();
          return { data: '', fileName };
        },
      },
    };
  }

  /** As n8n does it: the first closing braces end an expression, and a node is found by its name only. */
  private evaluated(expression: string): unknown {
    const code = /^\{\{ ([^{}]*) \}\}$/.exec(expression)?.[1];
    if (code === '$execution.resumeUrl') return `${this.origin}/webhook-waiting/7?signature=n8n`;
    const name = /^\$\((".*")\)\.context\["suspended"\]$/.exec(code ?? '')?.[1];
    if (name === undefined || JSON.parse(name) !== this.node)
      throw new Error(`no such node in ${expression}`);
    return this.stored;
  }

  /** What its webhook answers to a call of our own: as long as it is suspended, the node; then n8n. */
  async receive({ url, body, headers }: z.infer<typeof ownRequest>): Promise<Answer> {
    const call: OwnCall = { atMs: this.clock.now() - this.fromMs, body, answer: undefined };
    this.ownCalls.push(call);
    await this.before.ownCall?.();
    if (this.resumed.length > 0) {
      return { statusCode: 409, body: { message: 'The execution "7" has finished already.' } };
    }
    const { status, answer } = await this.ring({
      query: Object.fromEntries(new URL(url).searchParams),
      body,
      headers,
    });
    call.answer = answer;
    return { statusCode: status, body: answer };
  }
}

const addressOf = (url: string): string => new URL(url).origin + new URL(url).pathname;

async function callOfOwn(options: unknown): Promise<Answer> {
  const request = ownRequest.parse(options);
  const execution = suspended.get(addressOf(request.url));
  return execution
    ? await execution.receive(request)
    : { statusCode: 404, body: { message: 'The execution "7" does not exist.' } };
}
