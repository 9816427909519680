import { z } from 'zod';

import { fitting, jsonSchemaSchema } from './fittingJson';

/** A tool that a request in OpenAI's format offers. */
export const toolSchema = z.object({
  function: z.object({ name: z.string(), parameters: jsonSchemaSchema.default({}) }),
});

export type Tool = z.infer<typeof toolSchema>;

export interface ToolCall {
  /** The tool's name. */
  name: string;
  /** By the names that the tool's schema gives them. */
  arguments: Record<string, unknown>;
}

/**
 * The call that a chat model would make for a message with a URL in it: of the first tool that takes one. Undefined for
 * a message without a URL, or without such a tool.
 */
export function toolCallFor(tools: readonly Tool[], message: string): ToolCall | undefined {
  const url = /https?:\/\/[^\s"'<>()]+/.exec(message)?.[0].replace(/[.,;:!?]+$/, '');
  if (url === undefined) return undefined;
  for (const { function: tool } of tools) {
    const target = urlArgument(Object.keys(tool.parameters.properties ?? {}));
    if (target === undefined) continue;
    const textOf = (name: string) => (name === target ? url : 'made up');
    const filled = z.record(z.unknown()).parse(fitting(tool.parameters, textOf, ''));
    return { name: tool.name, arguments: filled };
  }
  return undefined;
}

/** n8n names an argument after its field, as in `Audio_URL`. A tool with a single one may call it anything. */
const urlArgument = (names: string[]): string | undefined =>
  names.find((name) => /url/i.test(name)) ?? (names.length === 1 ? names[0] : undefined);

const itemsSchema = z.array(z.object({ text: z.string() })).min(1);

/** What a tool's result says: the texts of its items if it is n8n's JSON, otherwise all of it. */
export function textOfResult(result: string): string {
  try {
    const items = itemsSchema.safeParse([JSON.parse(result)].flat());
    return items.success ? items.data.map(({ text }) => text).join('\n') : result;
  } catch {
    return result;
  }
}
