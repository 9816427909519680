import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';
import { ticketKey, ticketPublicKey } from '../../transcription/callbacks/ticket';
import { systemClock } from '../shared/clock';
import { rememberKey } from './earlierKeys';
import { logLine, placeOf } from './log';
import { readAccept } from './parameters';
import { readSecrets } from './secrets';

/** Nobody sees an error in these modes, so the URL stays open and callbacks work once the credential is fixed. */
const unattended: ReadonlySet<string> = new Set(['init', 'leadershipChange']);

const noHmacKey =
  'Accept is set to Signed Callbacks, but the credential has no Webhook HMAC Key, so no callback can be checked. Open the credential, turn Signed Callbacks on, and fill in the key that the Apikley account shows, or set Accept to Tasks of Transcribe Nodes.';

/**
 * Called when n8n opens the trigger's URL. Stores the key that currently signs tickets.
 *
 * @throws NodeOperationError if callbacks could not be checked; the workflow is then not published
 */
export async function getReady(context: IHookFunctions): Promise<void> {
  const isUnattended = unattended.has(context.getActivationMode());
  const isSigned = readAccept(context) === 'signature';
  const secrets = await readSecrets(context).catch((error: unknown) => {
    if (isSigned && !isUnattended) throw error;
    return undefined;
  });
  if (secrets !== undefined) {
    const publicKey = ticketPublicKey(ticketKey(secrets.apiKey));
    rememberKey(context.getWorkflowStaticData('node'), publicKey, systemClock.now());
  }
  if (!isSigned || secrets?.webhookHmacSecret !== undefined) return;
  if (!isUnattended) throw new NodeOperationError(context.getNode(), noHmacKey);
  logLine(placeOf(context), 'noHmacKey', undefined, `refuses all callbacks. ${noHmacKey}`);
}
