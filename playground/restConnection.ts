import { Agent, fetch, type Response } from 'undici';
import { z } from 'zod';

/** An error answer of n8n's internal API. */
export class RestError extends Error {
  override readonly name = 'RestError';

  constructor(
    readonly status: number,
    readonly call: string,
    readonly body: string,
  ) {
    super(`${call} was answered with ${status}: ${body.slice(0, 500)}`);
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
type Schema<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

const envelope = z.object({ data: z.unknown() });

/** Calls to one n8n in one session: keeps the cookie and checks each answer against a schema. */
export class RestConnection {
  private cookie = '';

  /**
   * Connections are not kept alive: after n8n was killed and restarted, a kept one would fail the next call. There are
   * no time limits either, because a webhook that answers with the last node's data may take minutes.
   */
  readonly agent = new Agent({ pipelining: 0, headersTimeout: 0, bodyTimeout: 0 });

  constructor(readonly url: string) {}

  close(): Promise<void> {
    return this.agent.close();
  }

  /** A call under `/rest`, whose answers are wrapped in `data`. */
  async call<T>(schema: Schema<T>, method: Method, path: string, body?: unknown): Promise<T> {
    const answer = await this.send(method, `/rest${path}`, body);
    return schema.parse(envelope.parse(JSON.parse(await answer.text())).data);
  }

  async get<T>(schema: Schema<T>, path: string): Promise<T> {
    const answer = await this.send('GET', path);
    return schema.parse(JSON.parse(await answer.text()));
  }

  async bytes(path: string): Promise<Uint8Array> {
    const answer = await this.send('GET', path);
    return new Uint8Array(await answer.arrayBuffer());
  }

  private async send(method: Method, path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      dispatcher: this.agent,
      headers: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new RestError(answer.status, `${method} ${path}`, await answer.text());
    const session = answer.headers.getSetCookie().find((value) => value.startsWith('n8n-auth='));
    if (session) this.cookie = session.split(';')[0] ?? '';
    return answer;
  }
}
