import { z } from 'zod';

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** As much of JSON Schema as the stand-in understands. */
export const jsonSchemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    properties: z.record(jsonSchemaSchema).optional(),
    items: jsonSchemaSchema.optional(),
  }),
);

/**
 * JSON that fits the schema in a prompt, as n8n's output parsers append it. Undefined for a prompt without a schema.
 *
 * @param text what longer texts say
 */
export function fittingJson(prompt: string, text: string): string | undefined {
  const schema = schemaIn(prompt);
  if (!schema) return undefined;
  // The only field that has to agree with the prompt: who is named must be one of those who speak.
  const id = /"id"\s*:\s*"([^"]+)"/.exec(prompt)?.[1] ?? '1';
  const texts: Record<string, string> = {
    id,
    name: 'Anna (made up)',
    owner: 'Anna (made up)',
    due: 'on Friday (made up)',
    decisions: 'A decision that the playground has made up.',
    task: 'A task that the playground has made up',
  };
  return '```json\n' + JSON.stringify(fitting(schema, (name) => texts[name] ?? text, '')) + '\n```';
}

/** The last block of JSON that is an object's schema: the first ones explain to the model what a schema is. */
function schemaIn(prompt: string): Schema | undefined {
  const blocks = [...prompt.matchAll(/```(?:json)?\s*([^]*?)```/g)].map(([, block = '']) => block);
  return blocks.reverse().flatMap(readSchema)[0];
}

function readSchema(block: string): Schema[] {
  try {
    const { success, data } = jsonSchemaSchema.safeParse(JSON.parse(block));
    return success && data.properties ? [data] : [];
  } catch {
    return [];
  }
}

/**
 * A value that fits the schema.
 *
 * @param textOf the text for a property of this name
 * @param name of the property, or of the list that the value is in
 */
export function fitting(
  { type, enum: choices, properties, items }: Schema,
  textOf: (name: string) => string,
  name: string,
): unknown {
  if (choices) return choices[0];
  if (properties) {
    const fields = Object.entries(properties);
    return Object.fromEntries(fields.map(([key, schema]) => [key, fitting(schema, textOf, key)]));
  }
  const kind = Array.isArray(type) ? type[0] : type;
  if (kind === 'array') return [fitting(items ?? {}, textOf, name)];
  return kind !== undefined && kind in plain ? plain[kind] : textOf(name);
}

const plain: Record<string, unknown> = { number: 1, integer: 1, boolean: true, object: {}, null: null };
