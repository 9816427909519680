import fastify from 'fastify';

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

/** An external service, as far as an example calls it. It records requests and always gives the same answer. */
export interface StandIn {
  url: string;
  readonly asked: readonly Asked[];
  /** Sets the status of all further answers. */
  answerWith(status: number): void;
  empty(): void;
  close(): Promise<void>;
}

/** Starts it on a free port of this machine. */
export async function startStandIn(answer: unknown): Promise<StandIn> {
  const asked: Asked[] = [];
  let status = 200;
  const server = fastify();
  server.post('/*', async (request, reply) => {
    asked.push({ method: request.method, path: request.url, body: request.body });
    await reply.code(status).send(answer);
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    asked,
    answerWith: (next) => {
      status = next;
    },
    empty: () => asked.splice(0),
    close: () => server.close(),
  };
}

/** A chat model's answer in OpenAI's format. */
export function chatAnswer(text: string): unknown {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'gpt-4o-mini',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}
