import { buildCues, type CueOptions } from '../subtitles/buildCues';
import { toSrt } from '../subtitles/srt';
import { toVtt } from '../subtitles/vtt';
import type { Transcript } from '../transcript';
import type { WriteOptions } from './options';
import { readableText } from './text';

type Writer = (transcript: Transcript, options: WriteOptions) => string | undefined;

const writers = {
  srt: (transcript, options) => {
    const cues = buildCues(transcript, cueOptions(options, 'label'));
    return cues && toSrt(cues);
  },
  txt: (transcript, options) => {
    const text = readableText(transcript, options);
    return text === '' ? '' : `${text}\n`;
  },
  vtt: (transcript, options) => {
    const cues = buildCues(transcript, cueOptions(options, 'voice'));
    return cues && toVtt(cues);
  },
} satisfies Record<string, Writer>;

export type FileFormat = keyof typeof writers;

export const fileFormats = ['srt', 'txt', 'vtt'] as const satisfies FileFormat[];

/** As registered with IANA. SubRip's is not registered, but this name is used everywhere. */
export const mediaTypes: Record<FileFormat, string> = {
  srt: 'application/x-subrip',
  txt: 'text/plain',
  vtt: 'text/vtt',
};

/** @returns the content of a file in UTF-8; undefined if the transcript lacks the timestamps of subtitles */
export function writeTranscript(
  transcript: Transcript,
  format: FileFormat,
  options: WriteOptions,
): string | undefined {
  return writers[format](transcript, options);
}

function cueOptions(
  { rules, audioEvents, speakerLabels }: WriteOptions,
  written: CueOptions['speakers'],
): CueOptions {
  return { rules, audioEvents, speakers: speakerLabels ? written : 'none' };
}
