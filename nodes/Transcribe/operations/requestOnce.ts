import type { TranscriptionRequest } from '../../../transcription/provider';
import type { Transcript } from '../../../transcription/transcript';
import { neededParts } from '../../shared/output/neededParts';
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
  const transcript = await run.sending(() =>
    withReadableAudio(run, prepared, async (request, sourceName) => ({
      ...(await send(request)),
      ...(sourceName === undefined ? {} : { sourceName }),
    })),
  );
  const kept = neededParts(transcript, parameters.output);
  ledger.rememberTranscript(kept);
  return kept;
}
