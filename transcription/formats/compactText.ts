import { nameSpeakers } from '../speakers/nameSpeakers';
import { speakerNames } from '../speakers/speakerNames';
import { defaultSpeakerOptions } from '../speakers/speakerOptions';
import type { Transcript } from '../transcript';
import { clockTime } from './clockTime';
import type { WriteOptions } from './options';
import { paragraphs } from './paragraphs';

/**
 * The transcript for a language model: a header line with the names that speakers were given, then one line per
 * paragraph with its timestamp and a short speaker label. It costs few tokens and can be cited.
 */
export function compactText(
  transcript: Transcript,
  options: Pick<WriteOptions, 'speakerLabels' | 'audioEvents' | 'withoutBackchannels' | 'speakers'>,
): string {
  const { speakerLabels, speakers = defaultSpeakerOptions } = options;
  const named = nameSpeakers(transcript, speakers.names);
  const several = speakerLabels && named.several;
  const people = named.transcript.speakers ?? [];
  const signs = new Map([...new Set(people)].map((id, index) => [id, `S${index + 1}`]));
  const usual = speakerNames(transcript.speakers ?? [], { language: transcript.language });
  // "S1 = Speaker 1" would say nothing new, at the cost of tokens.
  const given = [...signs].flatMap(([id, sign]) => {
    const name = named.names.get(id);
    return name === undefined || name === usual.get(id) ? [] : [`${sign} = ${name}`];
  });
  const found = paragraphs(named.transcript, options);
  const { language, durationSeconds } = transcript;
  const about = [
    ...(language === undefined ? [] : [`language: ${language}`]),
    ...(durationSeconds === undefined ? [] : [`length: ${clockTime(durationSeconds)}`]),
    ...(several && given.length > 0 ? [given.join(', ')] : []),
  ];
  const lines = found.map(({ start, speaker, text }) => {
    const time = start === undefined ? '' : `[${clockTime(start)}] `;
    const sign = several && speaker !== undefined ? signs.get(speaker) : undefined;
    return `${time}${sign === undefined ? '' : `${sign}: `}${text}`;
  });
  return [`Transcript${about.length > 0 ? ` (${about.join('; ')})` : ''}`, ...lines].join('\n');
}
