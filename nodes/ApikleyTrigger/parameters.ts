import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { type OutputOptions, outputOptionsOrDefaults } from '../shared/output/options';

const eventSchema = z.enum(['completed', 'failed']);

const parametersSchema = z.object({
  events: z.array(eventSchema).catch([...eventSchema.options]),
  accept: z.enum(['tickets', 'signature', 'anyTask']),
  options: z.object({ startOnResume: z.boolean().default(false) }).default({}),
});

export interface TriggerParameters extends z.infer<typeof parametersSchema> {
  output: OutputOptions;
  /** What is wrong with the output options, in place of which the defaults hold. */
  outputProblem: string | undefined;
}

export function readTriggerParameters(context: IWebhookFunctions): TriggerParameters {
  const parameters = parametersSchema.parse({
    events: context.getNodeParameter('events', []),
    accept: context.getNodeParameter('accept', 'tickets'),
    options: context.getNodeParameter('options', {}),
  });
  const { output, problem } = outputOptionsOrDefaults(context.getNodeParameter('output', {}));
  return { ...parameters, output, outputProblem: problem };
}
