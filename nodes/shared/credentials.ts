import type { IExecuteFunctions, ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { ProviderId, ProviderSettings } from '../../providers/registry';
import { TranscriptionError } from '../../transcription/errors';

/** Each provider's credential type. */
export const credentialTypes = {
  apikley: 'apikleyApi',
  elkapi: 'elkApi',
} satisfies Record<ProviderId, string>;

const url = (name: string) => z.string().trim().url(`The ${name} in the credential is not a web address.`);

const settingsSchema = z.object({
  apiKey: z.string().trim().min(1, 'The API Key in the credential is empty.'),
  baseUrl: url('Base URL'),
  balanceUrl: url('Balance URL').optional(),
});

/** @throws TranscriptionError (`invalidInput`), or n8n's own error if no credential is selected */
export async function readSettings(
  context: IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions,
  provider: ProviderId,
): Promise<ProviderSettings> {
  const parsed = settingsSchema.safeParse(await context.getCredentials(credentialTypes[provider]));
  if (parsed.success) return parsed.data;
  throw new TranscriptionError(parsed.error.issues[0]?.message ?? 'The credential could not be read.', {
    code: 'invalidInput',
    description: 'Open the credential that this node uses and fill in the field.',
  });
}
