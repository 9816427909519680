import fastify from 'fastify';

import { chatCompletion } from '../../../playground/standIns/chatCompletion';
import type { Harness } from './harness';
import type { CredentialLink } from './state';

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

/** An external service, as far as an example calls it. It records requests and gives the same answer to all. */
export interface StandIn {
  url: string;
  readonly asked: readonly Asked[];
  /** Sets the status of all further answers and, if given, what they say. */
  answerWith(status: number, answer?: unknown): void;
  empty(): void;
  close(): Promise<void>;
}

/** An answer of its own to a request; undefined for the answer that all others get. */
export type ReplyTo = (asked: Asked, authorization: string) => { status?: number; body: unknown } | undefined;

/** Starts it on a free port of this machine. */
export async function startStandIn(
  firstAnswer: unknown,
  replyTo: ReplyTo = () => undefined,
): Promise<StandIn> {
  const asked: Asked[] = [];
  let answer = firstAnswer;
  let status = 200;
  const server = fastify();
  server.all('/*', async (request, reply) => {
    const question = { method: request.method, path: request.url, body: request.body };
    asked.push(question);
    const own = replyTo(question, request.headers.authorization ?? '');
    if (own !== undefined) await reply.code(own.status ?? 200).send(own.body);
    else await reply.code(status).send(answer);
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    asked,
    answerWith: (nextStatus, nextAnswer = answer) => {
      status = nextStatus;
      answer = nextAnswer;
    },
    empty: () => asked.splice(0),
    close: () => server.close(),
  };
}

/** Bodies of the requests whose path ends like this. */
export function bodies({ asked }: Pick<StandIn, 'asked'>, end: string): unknown[] {
  return asked.filter(({ path }) => path.endsWith(end)).map(({ body }) => body);
}

/** A chat model's answer in OpenAI's format. */
export const chatAnswer = (text: string): unknown => chatCompletion(text, 'gpt-4o-mini');

/** The credential for a chat model whose answers a stand-in gives. */
export async function chatCredential(
  { rest }: Pick<Harness, 'rest'>,
  chat: Pick<StandIn, 'url'>,
): Promise<CredentialLink> {
  const { id, name } = await rest.createCredential({
    name: 'Chat',
    type: 'openAiApi',
    data: { apiKey: 'sk-of-the-chat', url: `${chat.url}/v1` },
  });
  return { id, name };
}
