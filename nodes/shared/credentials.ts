import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  IExecuteFunctions,
  IHookFunctions,
  ILoadOptionsFunctions,
  IWebhookFunctions,
} from 'n8n-workflow';
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

/** Where no item is processed. Such a context is made for one call, and ends with it. */
export type ItemlessContext = IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

const alreadyRead = new WeakMap<ItemlessContext, Map<string, Promise<ICredentialDataDecryptedObject>>>();

/**
 * Reads a credential once for each call of a webhook. For each reading outside an execution n8n makes an expression
 * sandbox of its own, which takes longer than asking the provider (seen on n8n 2.41).
 *
 * @returns the credential as n8n's HTTP helper takes it, so that it isn't read again for each request
 * @throws n8n's own error if no credential is selected or it can't be read
 */
export async function readCredential(
  context: ItemlessContext,
  provider: ProviderId,
): Promise<ICredentialsDecrypted & { data: ICredentialDataDecryptedObject }> {
  const type = credentialTypes[provider];
  const ofContext = alreadyRead.get(context) ?? new Map<string, Promise<ICredentialDataDecryptedObject>>();
  alreadyRead.set(context, ofContext);
  const reading = ofContext.get(type) ?? context.getCredentials(type);
  ofContext.set(type, reading);
  const { id, name } = context.getNode().credentials?.[type] ?? {};
  return { id: id ?? '', name: name ?? type, type, data: await reading };
}

/** @throws TranscriptionError (`invalidInput`), or n8n's own error if no credential is selected */
export async function readSettings(
  context: IExecuteFunctions,
  provider: ProviderId,
): Promise<ProviderSettings> {
  return settingsIn(await context.getCredentials(credentialTypes[provider]));
}

/**
 * @param data a decrypted credential
 * @throws TranscriptionError (`invalidInput`) if it is incomplete
 */
export function settingsIn(data: ICredentialDataDecryptedObject): ProviderSettings {
  const parsed = settingsSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new TranscriptionError(parsed.error.issues[0]?.message ?? 'The credential could not be read.', {
    code: 'invalidInput',
    description: 'Open the credential that this node uses and fill in the field.',
  });
}
