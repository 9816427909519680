import { z } from 'zod';

/* In a provider's answer absent, null and of the wrong type all mean "not known": an extra field must never cost a transcript. */

export const optionalString = z.string().optional().catch(undefined);

/** JSON can say 1e999, which is infinite, and 1e306, which becomes so where seconds are counted in milliseconds. */
export const realNumber = z.number().safe();

/** Also a number that came as text. */
export const optionalNumber = z
  .union([
    realNumber,
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number)
      .pipe(realNumber),
  ])
  .optional()
  .catch(undefined);
