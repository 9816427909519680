import { type LogPlace, logLine } from './log';

/** Why a callback was not acted upon, as the end of a sentence. */
const reasons = {
  unreadableBody: 'its body holds nothing that can be read',
  noTaskId: 'it names no task',
  noApiKey: 'the credential has no API Key',
  noTicket:
    'it has no ticket. Accept is set to Tasks of Transcribe Nodes; for tasks of other programs choose another setting',
  forgedTicket:
    'its ticket was altered, or made with an API key that this trigger does not know. Use the same credential in Transcribe and in the trigger',
  expiredTicket: 'its ticket is older than a week',
  noHmacKey:
    'the credential has no Webhook HMAC Key, which Signed Callbacks are checked with. Turn Signed Callbacks on in the credential and fill it in, or choose another setting of Accept',
  noSignature:
    'it is not signed. Create a webhook HMAC key in the Apikley account, or choose another setting of Accept',
  badSignature:
    'its signature is wrong. Compare the Webhook HMAC Key in the credential with that of the Apikley account',
  staleSignature: 'its signature is older, or newer, than five minutes. Check the clock of this n8n server',
  unknownTask: 'the account does not know the task',
} as const;

export type Refusal = keyof typeof reasons;

/**
 * Logs a refused callback, so that a transcript that was paid for doesn't vanish silently. All callers get the same
 * answer.
 */
export function logRefusal(place: LogPlace, refusal: Refusal, taskId: string | undefined): void {
  logLine(place, refusal, taskId, `refused a callback: ${reasons[refusal]}`);
}
