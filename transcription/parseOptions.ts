import type { z } from 'zod';
import { TranscriptionError } from './errors';

/**
 * Reads a provider's own options.
 *
 * @param schema its messages name each option as the user sees it
 * @throws TranscriptionError (`invalidInput`) with the first of those messages
 */
export function parseOptions<Output>(
  schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
  value: unknown,
): Output {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw new TranscriptionError(parsed.error.issues[0]?.message ?? 'The options could not be read.', {
    code: 'invalidInput',
    cause: parsed.error,
  });
}
