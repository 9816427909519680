import fastify from 'fastify';

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

/** A service around n8n, as far as an example calls it: it keeps what it was asked, and gives one answer. */
export interface StandIn {
  url: string;
  readonly asked: readonly Asked[];
  /** The status of all answers from now on. */
  answerWith(status: number): void;
  empty(): void;
  close(): Promise<void>;
}

/** On a free port of this machine. */
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

/** What a chat model of the OpenAI format answers. */
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
