import { lengthOf } from '../audio/fittingParts';
import type { Transcript } from '../../../transcription/transcript';
import { withLength } from '../../shared/output/withLength';
import type { PreparedRequest } from './preparedRequest';
import type { Sent } from './sendRecording';

/**
 * How long the recording is, in seconds, for an output whose provider has not said it.
 *
 * @returns undefined if it can't be found out; what was paid for is not lost for it
 */
export async function recordingSeconds(
  { parts }: Pick<PreparedRequest, 'parts'>,
  sent: ReadonlyArray<Pick<Sent<unknown>, 'range'>> = [],
): Promise<number | undefined> {
  const known = sent.at(-1)?.range.endSeconds ?? parts.at(-1)?.endSeconds;
  const [only] = parts;
  if (known !== undefined || only === undefined) return known;
  return await lengthOf(only.file).catch(() => undefined);
}

/** The transcript with the length of the recording, if its provider has not said it and it can be found out. */
export async function withKnownLength(
  transcript: Transcript,
  prepared: Pick<PreparedRequest, 'parts'>,
  sent: ReadonlyArray<Pick<Sent<unknown>, 'range'>>,
): Promise<Transcript> {
  const known = transcript.durationSeconds ?? (await recordingSeconds(prepared, sent));
  return withLength(transcript, known);
}
