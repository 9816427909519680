import { z } from 'zod';

/* In a provider's answer absent, null and of the wrong type all mean "not known": an extra field must never cost a transcript. */

export const optionalString = z.string().optional().catch(undefined);

/** Also a number that came as text. */
export const optionalNumber = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined);
