import type { Facts } from '../facts';
import { cueTime, type SpokenSegment } from './segments';

/** The timing line and text of a cue, as badly formed as the facts say. */
export function cue(segment: SpokenSegment, decimal: ',' | '.', { elkCues }: Facts): string {
  const start = elkCues === 'negative' && segment.start === 0 ? `-${cueTime(0.12, decimal)}` : undefined;
  const [from, to] = [start ?? cueTime(segment.start, decimal), cueTime(segment.end, decimal)].map(
    (time) => rewritten[elkCues]?.(time) ?? time,
  );
  const text = elkCues === 'emptyLines' ? segment.text.replace(' ', '\n\n') : segment.text;
  return `${from} --> ${to}\n${text}`;
}

const rewritten: Partial<Record<Facts['elkCues'], (time: string) => string>> = {
  noMilliseconds: (time) => time.replace(/[.,]\d{3}$/, ''),
  // Whole seconds, as written by a program that rounds up to 1000 ms without carrying over.
  fourDigits: (time) =>
    time.replace(/(\d\d)([.,])\d{3}$/, (whole, seconds: string, mark: string) =>
      seconds === '00' ? whole : `${String(Number(seconds) - 1).padStart(2, '0')}${mark}1000`,
    ),
};
