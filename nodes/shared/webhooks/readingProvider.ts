import type { IWebhookFunctions } from 'n8n-workflow';
import { definitionOf, isProviderId } from '../../../providers/registry';
import { TranscriptionError } from '../../../transcription/errors';
import type { TaskProvider } from '../../../transcription/provider';
import { type Account, accountOf } from '../account';
import { systemClock } from '../clock';
import { credentialTypes, readSettings } from '../credentials';
import { createHttpClient } from '../http/httpClient';

/**
 * A provider for a webhook, which reads tasks and never creates one.
 *
 * @throws TranscriptionError if the provider keeps no tasks, or its credential is incomplete
 */
export async function readingProvider(
  context: IWebhookFunctions,
  id: string,
): Promise<{ provider: TaskProvider; account: Account }> {
  if (isProviderId(id)) {
    const settings = await readSettings(context, id);
    const provider = definitionOf(id).create(
      {
        http: createHttpClient(context, credentialTypes[id], settings.apiKey),
        clock: systemClock,
        retry: (operation) => operation(),
        charge: () => Promise.reject(new TypeError('a webhook creates no tasks')),
        uploadTimeoutMs: 0,
      },
      settings,
    );
    if (provider.kind === 'task') return { provider, account: accountOf(provider, settings) };
  }
  throw new TranscriptionError(`"${id}" keeps no tasks.`, { code: 'invalidInput' });
}
