import { atOnce, type Steps } from '../inSteps';
import { type CueOptions, cuesInSteps } from '../subtitles/buildCues';
import { rulesFor } from '../subtitles/rulesFor';
import { toSrt } from '../subtitles/srt';
import { toVtt } from '../subtitles/vtt';
import type { Transcript } from '../transcript';
import { markdown } from './markdown';
import type { WriteOptions } from './options';
import { readableText } from './text';
import { webPage } from './webPage/webPage';

type Writer = (transcript: Transcript, options: WriteOptions) => Steps<string | undefined>;

const writers = {
  html: inOneStep(webPage),
  md: inOneStep(markdown),
  *srt(transcript, options) {
    const cues = yield* cuesInSteps(transcript, cueOptions(transcript, options, 'label'));
    yield;
    return cues && toSrt(cues);
  },
  txt: inOneStep((transcript, options) => {
    const text = readableText(transcript, options);
    return text === '' ? '' : `${text}\n`;
  }),
  *vtt(transcript, options) {
    const labelled = options.speakers?.labelsInVtt === true;
    const written = labelled ? 'voiceAndLabel' : 'voice';
    const cues = yield* cuesInSteps(transcript, cueOptions(transcript, options, written));
    yield;
    return cues && toVtt(cues);
  },
} satisfies Record<string, Writer>;

export type FileFormat = keyof typeof writers;

export const fileFormats = ['html', 'md', 'srt', 'txt', 'vtt'] as const satisfies FileFormat[];

/** As registered with IANA. SubRip's is not registered, but this name is used everywhere. */
export const mediaTypes: Record<FileFormat, string> = {
  html: 'text/html',
  md: 'text/markdown',
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
  return atOnce(writeInSteps(transcript, format, options));
}

/** The same, with breaks, so that a recording of many hours does not keep others waiting. */
export function writeInSteps(
  transcript: Transcript,
  format: FileFormat,
  options: WriteOptions,
): Steps<string | undefined> {
  return writers[format](transcript, options);
}

/** A page of many hours is written as fast as one step of its subtitles. */
function inOneStep(write: (transcript: Transcript, options: WriteOptions) => string): Writer {
  return function* (transcript, options) {
    return write(transcript, options);
  };
}

function cueOptions(
  { text }: Transcript,
  { rules: usual, scriptRules, audioEvents, speakerLabels, speakers }: WriteOptions,
  written: CueOptions['speakers'],
): CueOptions {
  const rules = scriptRules ? rulesFor(text, { rules: usual, scripts: scriptRules }) : usual;
  return {
    rules,
    audioEvents,
    speakers: speakerLabels ? written : 'none',
    ...(speakers && { naming: speakers }),
  };
}
