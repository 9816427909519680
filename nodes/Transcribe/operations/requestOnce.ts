import type { TranscriptionRequest } from '../../../transcription/provider';
import type { Transcript } from '../../../transcription/transcript';
import { neededParts } from '../../shared/output/neededParts';
import type { OutputOptions } from '../../shared/output/options';
import type { Run } from '../run';
import { type PreparedRequest, withReadableAudio } from './preparedRequest';

/**
 * Gets a transcript in one request, unless an earlier run of this execution already has it. Such a transcript was paid
 * for, and that run failed only because of another item.
 */
export async function requestOnce(
  run: Run,
  prepared: PreparedRequest,
  send: (request: TranscriptionRequest) => Promise<Transcript>,
): Promise<Transcript> {
  const { ledger, provider, parameters } = prepared;
  if (ledger.transcript) return withWordsOrWarning(ledger.transcript, parameters.output);
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

/** Changing an output option before a retry must not lead to a second purchase. */
function withWordsOrWarning(transcript: Transcript, { includeWords }: OutputOptions): Transcript {
  if (!includeWords || transcript.words) return transcript;
  const warning =
    'The transcript was paid for before Include Words was switched on, and has no words with times. To get them, run the workflow anew, which pays for the recording again.';
  return { ...transcript, warning: [transcript.warning, warning].filter(Boolean).join(' ') };
}
