import { TranscriptionError } from '../errors';
import { toMilliseconds } from '../milliseconds';
import type { Transcript } from '../transcript';
import type { HeardPart } from './heardPart';
import { channelsOf, joinChannels, type Speech } from './joinChannels';
import { joinPartEvents } from './joinPartEvents';
import { joinPartFacts } from './joinPartFacts';
import { joinPartSegments } from './joinPartSegments';
import { joinPartTexts } from './joinPartTexts';
import { joinPartWords } from './joinPartWords';
import { keepParts } from './keepParts';
import { missingParts } from './partWarnings';

/**
 * Joins the transcripts of a recording that went out in overlapping parts, as if it had been one request. Every word is
 * taken from one part only, and speakers keep their IDs as far as they are recognised again.
 *
 * The provider's own subtitle files are left out: their cues were made for each part on its own, so those at a seam
 * would overlap, and cues can be built from the segments anew.
 *
 * @param parts in the order of the recording. They should overlap with their neighbours; missing ones are named in the
 *   warning
 * @param recordingSeconds the length of the recording, if it is known apart from its parts
 * @returns without a task ID
 */
export function joinTranscripts(parts: readonly HeardPart[], recordingSeconds?: number): Transcript {
  const [first] = parts;
  if (first === undefined)
    throw new TranscriptionError('There is no part to join.', { code: 'invalidInput' });
  const channels = channelsOf(parts);
  const { warning: aboutSpeech, ...speech } =
    channels.length > 1 ? joinChannels(parts, channels, joinSpeech) : joinSpeech(parts);
  const durationSeconds = recordingSeconds ?? endOf(parts);
  const said = parts.flatMap(({ transcript }) => transcript.warning ?? []);
  const warning = [...new Set([...missingParts(parts, recordingSeconds), aboutSpeech, ...said])]
    .filter((sentence) => sentence)
    .join(' ');
  const { provider, model } = first.transcript;
  return {
    provider,
    model,
    status: 'completed',
    ...joinPartFacts(parts.map(({ transcript }) => transcript)),
    ...(durationSeconds === undefined ? {} : { durationSeconds: toMilliseconds(durationSeconds) }),
    ...speech,
    ...(warning && { warning }),
    raw: parts.map(({ transcript }) => transcript.raw),
  };
}

function joinSpeech(parts: readonly HeardPart[]): Speech {
  const { kept, warnings } = keepParts(parts);
  const [words, segments, audioEvents] = [joinPartWords(kept), joinPartSegments(kept), joinPartEvents(kept)];
  const speakers = [
    ...new Set([...(words ?? []), ...(segments ?? [])].flatMap(({ speaker }) => speaker ?? [])),
  ];
  return {
    text: joinPartTexts(kept),
    ...(segments && { segments }),
    ...(words && { words }),
    ...(audioEvents && { audioEvents }),
    ...(speakers.length > 0 && { speakers }),
    ...(warnings.length > 0 && { warning: warnings.join(' ') }),
  };
}

/** The end of the last part, as it was cut or as the provider measured it. */
function endOf(parts: readonly HeardPart[]): number | undefined {
  const last = parts.at(-1);
  if (last === undefined || last.endSeconds !== undefined) return last?.endSeconds;
  const { durationSeconds } = last.transcript;
  return durationSeconds === undefined ? undefined : last.startSeconds + durationSeconds;
}
