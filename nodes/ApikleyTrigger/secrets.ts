import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { readCredential } from '../shared/credentials';

const secretsSchema = z.object({
  apiKey: z.string().trim().min(1),
  webhookHmacSecret: z
    .string()
    .trim()
    .transform((key) => key || undefined)
    .optional(),
});

/** The secrets that callbacks are checked with. */
export type Secrets = z.infer<typeof secretsSchema>;

/**
 * @returns undefined for a credential without an API key
 * @throws n8n's own error if no credential is selected or it can't be read
 */
export async function readSecrets(context: IHookFunctions | IWebhookFunctions): Promise<Secrets | undefined> {
  return secretsSchema.safeParse((await readCredential(context, 'apikley')).data).data;
}
