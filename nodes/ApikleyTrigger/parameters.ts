import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { type OutputOptions, outputOptionsOrDefaults } from '../shared/output/options';

const eventSchema = z.enum(['completed', 'failed']);

const acceptSchema = z.enum(['tickets', 'signature', 'anyTask']);

const parametersSchema = z.object({
  events: z.array(eventSchema).catch([...eventSchema.options]),
  accept: acceptSchema,
  options: z.object({ startOnResume: z.boolean().default(false) }).default({}),
});

export interface TriggerParameters extends z.infer<typeof parametersSchema> {
  output: OutputOptions;
  /** What is wrong with the output options, if they were replaced by the defaults. */
  outputProblem: string | undefined;
}

/** Which callbacks are accepted. */
export function readAccept(context: IHookFunctions | IWebhookFunctions): TriggerParameters['accept'] {
  return acceptSchema.parse(context.getNodeParameter('accept', 'tickets'));
}

export function readTriggerParameters(context: IWebhookFunctions): TriggerParameters {
  const parameters = parametersSchema.parse({
    events: context.getNodeParameter('events', []),
    accept: readAccept(context),
    options: context.getNodeParameter('options', {}),
  });
  const { output, problem } = outputOptionsOrDefaults(context.getNodeParameter('output', {}));
  return { ...parameters, output, outputProblem: problem };
}
