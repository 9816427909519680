import type { TranscriptionRequest } from '../../../transcription/provider';
import type { Transcript } from '../../../transcription/transcript';
import type { Run } from '../run';
import { type PreparedRequest, withReadableAudio } from './preparedRequest';

/**
 * Gets a transcript in one request, unless an earlier run of this execution has it already: it was paid for,
 * and failed only because of another item.
 */
export async function requestOnce(
  run: Run,
  prepared: PreparedRequest,
  send: (request: TranscriptionRequest) => Promise<Transcript>,
): Promise<Transcript> {
  const { ledger, provider, parameters } = prepared;
  if (ledger.transcript) return ledger.transcript;
  ledger.assertClear(provider.name);
  const { raw, ...transcript } = await run.sending(() => withReadableAudio(run, prepared, send));
  const kept = parameters.output.includeRaw ? { ...transcript, raw } : transcript;
  ledger.rememberTranscript(kept);
  return kept;
}
