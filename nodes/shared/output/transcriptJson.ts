import type { IDataObject } from 'n8n-workflow';
import { compactText } from '../../../transcription/formats/compactText';
import { readableText } from '../../../transcription/formats/text';
import { speakerNames } from '../../../transcription/speakerNames';
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
  const { words, raw, sourceName, ...rest } = transcript;
  const write = writeOptions(options);
  const readable = {
    fileName: recording ?? sourceName,
    dialogue: readableText(transcript, { ...write, textTimes: false }),
  };
  const allSubtitles = { ...transcript.subtitles, ...subtitles };
  return {
    ...(options.simplify ? simplified(transcript, readable) : known({ ...rest, ...readable })),
    ...(Object.keys(allSubtitles).length > 0 ? { subtitles: allSubtitles } : {}),
    ...(options.compactText ? { compactText: compactText(transcript, write) } : {}),
    ...(options.includeWords && words ? { words } : {}),
    ...(options.includeRaw && raw !== undefined ? { raw } : {}),
  };
}

/** What most workflows need. With a trigger's `metadata` and a `warning` it is ten fields. */
function simplified(
  transcript: Transcript,
  { fileName, dialogue }: { fileName: string | undefined; dialogue: string },
): IDataObject {
  const { status, text, language, durationSeconds, taskId } = transcript;
  const segments = transcript.segments && namedSegments(transcript.segments, transcript.speakers ?? []);
  return known({ status, fileName, text, dialogue, language, durationSeconds, segments, taskId });
}

function namedSegments(segments: readonly Segment[], speakers: readonly string[]): IDataObject[] {
  const names = speakerNames(speakers);
  return segments.map(({ start, end, text, speaker }) =>
    known({ start, end, text, speaker, speakerName: speaker && names.get(speaker) }),
  );
}

/** Leaves out unknown fields: each would be an empty column in n8n's table view. */
function known(fields: IDataObject): IDataObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
