import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { type ChatAnswer, chatCompletion, chatCompletionEvents } from './chatCompletion';
import { madeUpAnswer } from './madeUpAnswer';
import { textOfResult, toolCallFor, toolSchema } from './toolCall';

const partSchema = z.object({ text: z.string().default('') });
const messageSchema = z.object({
  role: z.string(),
  content: z
    .union([z.string(), z.array(partSchema).transform((parts) => parts.map(({ text }) => text).join('\n'))])
    .nullish(),
});
const requestSchema = z.object({
  model: z.string(),
  messages: z.array(messageSchema).min(1),
  tools: z.array(toolSchema).default([]),
  stream: z.boolean().default(false),
});

const models = ['gpt-4o-mini', 'gpt-4o'];

/** An error in OpenAI's format, which n8n shows to the user. */
const refusal = (message: string) => ({ error: { message, type: 'invalid_request_error' } });

/** A tool's result is passed on; a message with a URL goes to the tool that takes one. */
function answerTo({ messages, tools }: z.infer<typeof requestSchema>): ChatAnswer {
  const last = messages.at(-1);
  if (last?.role === 'tool') return textOfResult(last.content ?? '');
  const asked = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  return toolCallFor(tools, asked) ?? madeUpAnswer(asked);
}

/** A chat model in OpenAI's format, at `/v1`. It answers what was asked last, without a memory. */
export function chatModel(server: FastifyInstance): void {
  server.get('/v1/models', () => ({
    object: 'list',
    data: models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'playground' })),
  }));

  server.post('/v1/chat/completions', (request, reply) => {
    const asked = requestSchema.safeParse(request.body);
    if (!asked.success) return reply.code(400).send(refusal('The playground’s chat model needs messages.'));
    const { model, stream } = asked.data;
    const answer = answerTo(asked.data);
    if (!stream) return reply.send(chatCompletion(answer, model));
    return reply.type('text/event-stream').send(chatCompletionEvents(answer, model));
  });

  server.all('/v1/*', (_request, reply) =>
    reply
      .code(404)
      .send(
        refusal('The playground’s chat model answers chat completions only. Switch “Use Responses API” off.'),
      ),
  );
}
