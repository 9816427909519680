import { z } from 'zod';
import { fromJsonText } from '../../transcription/calls/json';
import { type Bounds, bounds } from './bounds';

const number = (name: string, { minValue, maxValue }: Bounds) =>
  z.coerce
    .number({ invalid_type_error: `${name} has to be a number.` })
    .min(minValue, `${name} has to be at least ${minValue}.`)
    .max(maxValue, `${name} has to be at most ${maxValue}.`);

/** The form stores JSON as text; an expression may return the object itself. */
const metadataSchema = z
  .preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? {} : fromJsonText(value)),
    z.record(z.unknown(), { invalid_type_error: 'Metadata has to be a JSON object, such as {"id": 7}.' }),
  )
  .default({});

/** What a resource locator holds. Workflows saved before there was one hold the value itself. */
const locatorSchema = z.object({ mode: z.string(), value: z.unknown() });

const located = z.unknown().transform((value) => {
  const locator = locatorSchema.safeParse(value);
  return locator.success ? locator.data.value : value;
});

/** The node's own entries of the collection Options. A provider's entries pass through to its own schema. */
export const optionsSchema = z
  .object({
    allowPrivateAddresses: z.boolean().catch(false).default(false),
    callbackUrl: z.string().trim().default(''),
    metadata: metadataSchema,
    /** Each provider's own. */
    model: located.optional(),
    deadlineHours: number('Deadline (Hours)', bounds.deadlineHours).default(24),
    intervalSeconds: number('Interval (Seconds)', bounds.intervalSeconds).optional(),
    itemsAtATime: number('Items at a Time', bounds.itemsAtATime).default(5),
    longestMinutes: number('Longest Recording (Minutes)', bounds.longestMinutes).optional(),
    pollIntervalSeconds: number('Poll Interval (Seconds)', bounds.pollIntervalSeconds).optional(),
    prepareRecordings: z
      .enum(['automatically', 'never'], {
        errorMap: () => ({ message: 'Prepare Recordings has to be "automatically" or "never".' }),
      })
      .default('automatically'),
    requestTimeoutSeconds: number('Request Timeout (Seconds)', bounds.requestTimeoutSeconds).default(300),
    tasksPerInterval: number('Tasks per Interval', bounds.tasksPerInterval).optional(),
    waitAtMostMinutes: number('Wait at Most (Minutes)', bounds.waitAtMostMinutes).default(60),
    waitUntilFinished: z.boolean().default(false),
  })
  .passthrough();

/** The values of options that were never added to the collection. */
export const defaultOptions = optionsSchema.parse({});
