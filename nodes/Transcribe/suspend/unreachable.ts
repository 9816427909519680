import type { IExecuteFunctions } from 'n8n-workflow';
import { isPrivateUrl } from '../../../transcription/publicAddress';
import { readSettings } from '../../shared/credentials';
import { readRunParameters, readTranscribeParameters } from '../parameters';

/** What to tell when callbacks cannot arrive; undefined when they can, as far as can be told from here. */
export function unreachableHint(callbackUrl: string, baseUrl: string): string | undefined {
  if (!isPrivateUrl(callbackUrl) || isPrivateUrl(baseUrl)) return undefined;
  const { origin } = new URL(callbackUrl);
  return `Apikley can't call back to ${origin}, which only your own network can reach. The node asks for the transcripts by itself instead, which takes a little longer. To be called back, set n8n's WEBHOOK_URL to its public address.`;
}

/** Shows a warning on the node while it waits. */
export async function warnIfUnreachable(execution: IExecuteFunctions, resumeUrl: string): Promise<void> {
  const { baseUrl } = await readSettings(execution, readRunParameters(execution).provider);
  const { callbackUrl = resumeUrl } = readTranscribeParameters(execution, 0);
  const message = unreachableHint(callbackUrl, baseUrl);
  if (message) execution.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}
