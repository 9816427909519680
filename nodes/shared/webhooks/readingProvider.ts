import type { IWebhookFunctions } from 'n8n-workflow';
import { isProviderId } from '../../../providers/registry';
import { TranscriptionError } from '../../../transcription/errors';
import type { TaskProvider } from '../../../transcription/provider';
import type { Account } from '../account';
import { freeProvider } from '../freeProvider';

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
    const { provider, account } = await freeProvider(context, id);
    if (provider.kind === 'task') return { provider, account };
  }
  throw new TranscriptionError(`"${id}" keeps no tasks.`, { code: 'invalidInput' });
}
