import type { IDataObject, IHookFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ApikleyTrigger } from '../../../nodes/ApikleyTrigger/ApikleyTrigger.node';
import { ticketParameter } from '../../../nodes/shared/webhooks/callbackUrl';
import { makeTicket, ticketKey, type TicketClaims } from '../../../transcription/callbacks/ticket';
import { FakeClock } from '../../support/fakeClock';

/* The parts of n8n that an Apikley Trigger sees, in fake time. Test files mock both clocks with this one. */

export const clock = new FakeClock();

const webhookFunctions = z.custom<IWebhookFunctions>();
const hookFunctions = z.custom<IHookFunctions>();

export interface Call {
  body?: unknown;
  query?: Record<string, unknown>;
  headers?: Record<string, unknown>;
}

export interface Answer {
  statusCode: number;
  body: unknown;
}

let workflows = 0;

/** A published workflow with a trigger, and everything that n8n stores for it. */
export class SmallN8n {
  readonly origin = `https://n8n-${++workflows}.example.com`;
  readonly url = `${this.origin}/webhook/1/apikley`;
  /** What n8n takes its own URL to be. */
  ownUrl: string | undefined = this.url;
  readonly workflowId = `workflow-${workflows}`;
  /** How often the nodes have loaded the credential. */
  credentialReads = 0;
  credential: IDataObject = { apiKey: 'sk-first-key', baseUrl: 'https://api.example.com' };
  parameters: IDataObject = { accept: 'tickets', events: ['completed', 'failed'] };
  staticData: IDataObject = {};
  log: string[] = [];
  /** The data that each run of the workflow started with. */
  started: INodeExecutionData[] = [];
  /** The answers to callers of the trigger's URL, including n8n itself. */
  answers: Answer[] = [];
  /** All outgoing requests of n8n. */
  sent: Array<{ url: string; headers: Record<string, string>; body: unknown }> = [];
  /** What lies between n8n and its own address; undefined lets a request through. */
  way: (url: string) => Answer | Promise<Answer> | undefined = () => undefined;

  constructor() {
    reachable.set(this.origin, this);
  }

  private readonly node = new ApikleyTrigger();

  private get shared() {
    return {
      logger: { warn: (message: string) => void this.log.push(message) },
      getWorkflow: () => ({ id: this.workflowId }),
      getNode: () => ({ id: 'node', name: 'Apikley Trigger', type: 'apikleyTrigger', parameters: {} }),
      getCredentials: async () => {
        this.credentialReads += 1;
        return await Promise.resolve(this.credential);
      },
      getWorkflowStaticData: () => this.staticData,
      getNodeParameter: (name: string, otherwise: unknown) => this.parameters[name] ?? otherwise,
    };
  }

  /** Activates the trigger's URL. */
  async open(activation: string): Promise<void> {
    const context = hookFunctions.parse({ ...this.shared, getActivationMode: () => activation });
    const methods = this.node.webhookMethods.default;
    if (!(await methods.checkExists())) await methods.create.call(context);
  }

  async call({ body = {}, query = {}, headers = {} }: Call): Promise<Answer> {
    const told: Answer = { statusCode: 0, body: undefined };
    let tell: (answer: Answer) => void = () => undefined;
    const answered = new Promise<Answer>((resolve) => (tell = resolve));
    const response = {
      status: (statusCode: number) => {
        if (told.statusCode !== 0) throw new Error('the caller was answered twice');
        told.statusCode = statusCode;
        return response;
      },
      json: (said: unknown) => {
        told.body = said;
        this.answers.push({ ...told });
        tell(told);
      },
    };
    const context = webhookFunctions.parse({
      ...this.shared,
      helpers: { httpRequest: send },
      getBodyData: () => body,
      getQueryData: () => query,
      getHeaderData: () => headers,
      getResponseObject: () => response,
      getNodeWebhookUrl: () => this.ownUrl,
    });
    const ended = this.node.webhook.call(context).then(({ workflowData }) => {
      this.started.push(...(workflowData?.flat() ?? []).flatMap((item) => item ?? []));
    });
    // Callers do not wait for the webhook to finish: it may continue after its answer.
    await Promise.race([answered, ended.then(() => answered)]);
    // What directly follows an answer has happened before any time passes.
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    return told;
  }

  /** A request from n8n to itself. */
  async receive(url: string, { body, headers }: z.infer<typeof requestSchema>): Promise<Answer> {
    this.sent.push({ url, headers, body });
    const query = Object.fromEntries(new URL(url).searchParams);
    return (await this.way(url)) ?? (await this.call({ body, headers, query }));
  }
}

/** Every reachable n8n, by origin. */
const reachable = new Map<string, SmallN8n>();

/** The newest helpers serve the calls of all workflows, so it does not matter whose they are. */
async function send(request: unknown): Promise<unknown> {
  const parsed = requestSchema.parse(request);
  const n8n = reachable.get(new URL(parsed.url).origin);
  if (n8n === undefined) throw new Error('ECONNREFUSED');
  return await n8n.receive(parsed.url, parsed);
}

const requestSchema = z.object({ url: z.string(), body: z.unknown(), headers: z.record(z.string()) });

const hourMs = 3_600_000;

/** The query of a callback, with a ticket signed by the API key. */
export function ticketOf(claims: TicketClaims = {}, apiKey = 'sk-first-key'): Record<string, string> {
  return { [ticketParameter]: makeTicket(claims, ticketKey(apiKey), clock.now(), 7 * 24 * hourMs) };
}

/** Advances time far enough for everything due in it to happen. */
export async function pass(ms: number): Promise<void> {
  await clock.sleep(ms);
}
