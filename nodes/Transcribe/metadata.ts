import { z } from 'zod';

/** The form keeps JSON as text; an expression may give the object itself. */
export const metadataSchema = z
  .preprocess(
    (value) => (typeof value === 'string' ? parseJson(value) : value),
    z.record(z.unknown(), { invalid_type_error: 'Metadata has to be a JSON object, such as {"id": 7}.' }),
  )
  .default({});

function parseJson(text: string): unknown {
  try {
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    return text;
  }
}
