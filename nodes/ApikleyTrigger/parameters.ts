import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

const eventSchema = z.enum(['completed', 'failed']);

const parametersSchema = z.object({
  events: z.array(eventSchema).catch([...eventSchema.options]),
  accept: z.enum(['tickets', 'signature', 'anyTask']),
  options: z
    .object({
      includeRaw: z.boolean().default(false),
      includeWords: z.boolean().default(false),
      startOnResume: z.boolean().default(false),
    })
    .default({}),
});

export type TriggerParameters = z.infer<typeof parametersSchema>;

export function readTriggerParameters(context: IWebhookFunctions): TriggerParameters {
  return parametersSchema.parse({
    events: context.getNodeParameter('events', []),
    accept: context.getNodeParameter('accept', 'tickets'),
    options: context.getNodeParameter('options', {}),
  });
}
