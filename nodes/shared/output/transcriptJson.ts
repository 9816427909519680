import type { IDataObject } from 'n8n-workflow';
import { clockTime } from '../../../transcription/formats/clockTime';
import { compactText } from '../../../transcription/formats/compactText';
import { readableText } from '../../../transcription/formats/text';
import { known } from '../../../transcription/known';
import { nameSpeakers } from '../../../transcription/speakers/nameSpeakers';
import { speakerSummaries, type SpeakerSummary } from '../../../transcription/speakers/speakerSummary';
import type { Segment, Transcript } from '../../../transcription/transcript';
import { type OutputOptions, writeOptions } from './options';

/**
 * The `json` of a transcript's item: simplified or full, plus the optional fields.
 *
 * @param subtitles written for this item, in addition to the provider's own
 * @param recording the recording's file name, if known from elsewhere than the transcript
 */
export function transcriptJson(
  transcript: Transcript,
  options: OutputOptions,
  subtitles: NonNullable<Transcript['subtitles']>,
  recording: string | undefined,
): IDataObject {
  const { words, raw, sourceName, provider, model, ...rest } = transcript;
  const write = writeOptions(options);
  const { names } = nameSpeakers(transcript, options.speakerNames);
  const readable: Readable = {
    fileName: recording ?? sourceName,
    dialogue: readableText(transcript, { ...write, textTimes: false }),
    speakers: names.size > 0 ? speakerSummaries(transcript, names) : undefined,
  };
  const allSubtitles = { ...transcript.subtitles, ...subtitles };
  const segments = transcript.segments && namedSegments(transcript.segments, names);
  return {
    ...(options.simplify
      ? simplified(transcript, readable, segments)
      : // A transcript from a table may not say where it is from.
        known({
          provider: provider || undefined,
          model: model || undefined,
          ...rest,
          segments,
          ...readable,
        })),
    ...(Object.keys(allSubtitles).length > 0 ? { subtitles: allSubtitles } : {}),
    ...(options.compactText ? { compactText: compactText(transcript, write) } : {}),
    ...(options.includeWords && words ? { words } : {}),
    ...(options.includeRaw && raw !== undefined ? { raw } : {}),
  };
}

/** What is made of a transcript for readers. */
interface Readable {
  fileName: string | undefined;
  dialogue: string;
  speakers: SpeakerSummary[] | undefined;
}

/**
 * What most workflows need, in the order in which people look for it. A `warning` and, in a trigger, the `metadata` come
 * in addition.
 *
 * The dialogue of a single speaker is the text once more, in paragraphs. It is there all the same, or a field mapped
 * to it would be empty whenever somebody speaks alone; but it comes late, so that nobody reads everything twice.
 */
function simplified(
  transcript: Transcript,
  { fileName, dialogue, speakers }: Readable,
  segments: IDataObject[] | undefined,
): IDataObject {
  const { status, text, language, durationSeconds, taskId } = transcript;
  // Of a single speaker there is nothing to tell apart.
  const several = speakers && speakers.length > 1 ? speakers.map((speaker) => ({ ...speaker })) : undefined;
  return known({
    text,
    ...(several && { dialogue }),
    language,
    duration: durationSeconds === undefined ? undefined : clockTime(durationSeconds),
    fileName,
    dialogue,
    speakers: several,
    segments,
    durationSeconds,
    taskId,
    status,
  });
}

function namedSegments(segments: readonly Segment[], names: ReadonlyMap<string, string>): IDataObject[] {
  return segments.map(({ start, end, text, speaker }) =>
    known({ time: clockTime(start), speaker, speakerName: speaker && names.get(speaker), text, start, end }),
  );
}
