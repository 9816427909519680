import type { ToolCall } from './toolCall';

/** What a chat model says, or the tool that it asks for. */
export type ChatAnswer = string | ToolCall;

/** A time in 2023: the answers differ in what they say only. */
const created = 1_700_000_000;

/** A chat model's answer in OpenAI's format. */
export function chatCompletion(answer: ChatAnswer, model: string): object {
  const message = { role: 'assistant', ...said(answer) };
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created,
    model,
    choices: [{ index: 0, finish_reason: finishReason(answer), message }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

/** The same answer as the server-sent events that `stream: true` asks for. */
export function chatCompletionEvents(answer: ChatAnswer, model: string): string {
  const chunk = (delta: object, finish_reason: string | null): string =>
    JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created,
      model,
      choices: [{ index: 0, delta, finish_reason }],
    });
  const events = [
    chunk({ role: 'assistant', ...said(answer) }, null),
    chunk({}, finishReason(answer)),
    '[DONE]',
  ];
  return events.map((event) => `data: ${event}\n\n`).join('');
}

const finishReason = (answer: ChatAnswer): string => (typeof answer === 'string' ? 'stop' : 'tool_calls');

/** The index counts in a stream; outside of one, clients ignore it. */
const said = (answer: ChatAnswer): object =>
  typeof answer === 'string'
    ? { content: answer }
    : {
        content: null,
        tool_calls: [
          {
            index: 0,
            id: 'call-1',
            type: 'function',
            function: { name: answer.name, arguments: JSON.stringify(answer.arguments) },
          },
        ],
      };
