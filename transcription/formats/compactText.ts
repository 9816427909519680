import { speakerNames } from '../speakerNames';
import type { Transcript } from '../transcript';
import { clockTime } from './clockTime';
import type { WriteOptions } from './options';
import { paragraphs } from './paragraphs';

/**
 * The transcript for a language model: a header line, then one line per paragraph with its timestamp and a short
 * speaker label. It costs few tokens and can be cited.
 */
export function compactText(
  transcript: Transcript,
  { speakerLabels, audioEvents }: Pick<WriteOptions, 'speakerLabels' | 'audioEvents'>,
): string {
  const names = [...speakerNames(transcript.speakers ?? [])];
  const several = speakerLabels && names.length > 1;
  const signs = new Map(names.map(([id], index) => [id, `S${index + 1}`]));
  const found = paragraphs(transcript, audioEvents);
  const { language, durationSeconds } = transcript;
  const about = [
    ...(language === undefined ? [] : [`language: ${language}`]),
    ...(durationSeconds === undefined ? [] : [`length: ${clockTime(durationSeconds)}`]),
    ...(several ? [names.map(([id, name]) => `${signs.get(id) ?? id} = ${name}`).join(', ')] : []),
  ];
  const lines = found.map(({ start, speaker, text }) => {
    const time = start === undefined ? '' : `[${clockTime(start)}] `;
    const sign = several && speaker !== undefined ? signs.get(speaker) : undefined;
    return `${time}${sign === undefined ? '' : `${sign}: `}${text}`;
  });
  return [`Transcript${about.length > 0 ? ` (${about.join('; ')})` : ''}`, ...lines].join('\n');
}
