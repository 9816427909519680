import { labelOf, withLabel } from '../speakers/label';
import { nameSpeakers } from '../speakers/nameSpeakers';
import { defaultSpeakerOptions } from '../speakers/speakerOptions';
import type { Transcript } from '../transcript';
import { clockTime } from './clockTime';
import type { WriteOptions } from './options';
import { paragraphs } from './paragraphs';

/** @returns the transcript as readable text in paragraphs, with speakers and timestamps as the options say */
export function readableText(transcript: Transcript, options: Omit<WriteOptions, 'rules'>): string {
  const { speakerLabels, textTimes, speakers = defaultSpeakerOptions } = options;
  const named = nameSpeakers(transcript, speakers.names);
  return paragraphs(named.transcript, options)
    .map(({ start, speaker, text }) => {
      const time = textTimes && start !== undefined ? `[${clockTime(start)}] ` : '';
      const isNamed = speakerLabels && named.several && speaker !== undefined;
      const name = isNamed ? named.names.get(speaker) : undefined;
      return `${time}${name === undefined ? text : withLabel(labelOf(speakers.label, name), text)}`;
    })
    .join('\n\n');
}
