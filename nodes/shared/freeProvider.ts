import type { ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';
import { definitionOf, type ProviderId } from '../../providers/registry';
import type { TranscriptionProvider } from '../../transcription/provider';
import { type Account, accountOf } from './account';
import { systemClock } from './clock';
import { credentialTypes, readCredential, settingsIn } from './credentials';
import { createHttpClient } from './http/httpClient';

/**
 * A provider for a place where nothing is bought: it asks what costs nothing, and asks once.
 *
 * @throws TranscriptionError if its credential is incomplete
 */
export async function freeProvider(
  context: ILoadOptionsFunctions | IWebhookFunctions,
  id: ProviderId,
): Promise<{ provider: TranscriptionProvider; account: Account }> {
  const credential = await readCredential(context, id);
  const settings = settingsIn(credential.data);
  const provider = definitionOf(id).create(
    {
      http: createHttpClient(context, credentialTypes[id], settings.apiKey, credential),
      clock: systemClock,
      retry: (operation) => operation(),
      charge: () => Promise.reject(new TypeError('nothing is bought here')),
      uploadTimeoutMs: 0,
    },
    settings,
  );
  return { provider, account: accountOf(provider, settings) };
}
