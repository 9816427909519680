import { speakerNames } from '../speakerNames';
import type { Transcript } from '../transcript';
import { clockTime } from './clockTime';
import type { WriteOptions } from './options';
import { paragraphs } from './paragraphs';

/** @returns the transcript as readable text in paragraphs, with speakers and timestamps as the options say */
export function readableText(
  transcript: Transcript,
  { speakerLabels, audioEvents, textTimes }: Omit<WriteOptions, 'rules'>,
): string {
  const names = speakerNames(transcript.speakers ?? []);
  const several = speakerLabels && names.size > 1;
  return paragraphs(transcript, audioEvents)
    .map(({ start, speaker, text }) => {
      const time = textTimes && start !== undefined ? `[${clockTime(start)}] ` : '';
      const name = several && speaker !== undefined ? names.get(speaker) : undefined;
      return `${time}${name === undefined ? '' : `${name}: `}${text}`;
    })
    .join('\n\n');
}
