import { z } from 'zod';
import { fromJsonText } from '../../transcription/calls/json';

/** The form keeps JSON as text; an expression may give the object itself. */
export const metadataSchema = z
  .preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? {} : fromJsonText(value)),
    z.record(z.unknown(), { invalid_type_error: 'Metadata has to be a JSON object, such as {"id": 7}.' }),
  )
  .default({});
