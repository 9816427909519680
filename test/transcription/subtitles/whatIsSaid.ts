import type { AudioEvent, Transcript } from '../../../transcription/transcript';
import { soundMark } from './randomTranscripts';

/** The text that subtitles must contain, determined without the code that makes them. */
export interface Said {
  text: string;
  speaker: string | undefined;
}

export const withoutSpace = (text: string): string => text.replace(/\s/gu, '');

/** In the order of the transcript, without words of white space only. */
export function saidIn({ words = [], segments = [] }: Transcript): Said[] {
  const timed = words.some(({ start, end }) => isTime(start) || isTime(end));
  const said = timed ? words : segments;
  return said
    .map(({ text, speaker }) => ({ text: withoutSpace(text), speaker }))
    .filter(({ text }) => text !== '');
}

/** Whether there is anything to make subtitles from. */
export function hasTimes(transcript: Transcript, audioEvents: boolean): boolean {
  const { words = [], segments } = transcript;
  const timed = words.some(({ start, end }) => isTime(start) || isTime(end));
  return timed || segments !== undefined || (audioEvents && soundsIn(transcript).length > 0);
}

function isTime(value: number | undefined): boolean {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

/** All of it as one text, with each speaker's name before their words. */
export function withLabels(said: readonly Said[], speakers: readonly string[]): string {
  let last: string | undefined;
  return said
    .map(({ text, speaker }) => {
      const changed = speaker !== undefined && speaker !== last;
      last = speaker;
      return changed ? `Speaker${speakers.indexOf(speaker) + 1}:${text}` : text;
    })
    .join('');
}

/** A text without the invisible characters that keep a label in its place. */
export function withoutDirection(text: string): string {
  return text.replace(/[\u200e\u200f\u202a-\u202c]/g, '');
}

/** A line without the dash before one of two speakers; no word of these transcripts is a dash alone. */
export function withoutDash(line: string): string {
  return withoutDirection(line).replace(/^- /, '');
}

/** The sounds that belong among the words, as written there, without white space. */
export function soundsIn({ audioEvents = [] }: Transcript): string[] {
  const placed = audioEvents.filter(({ start }) => start !== undefined);
  return placed.map(writtenSound);
}

function writtenSound({ text }: AudioEvent): string {
  return `[${withoutSpace(text).slice(1, -1)}]`;
}

/** Removes sounds from a text without white space. */
export function withoutSounds(text: string): string {
  return text.replace(new RegExp(`\\[[^\\[\\]]*${soundMark}\\d+\\]`, 'gu'), '');
}

/** The characters as a reader sees them, in each stretch that one speaker says. */
export function charactersOf({ words = [], segments = [] }: Transcript): string[] {
  const stretches: Said[] = [];
  for (const { text, speaker, joined } of words.length > 0 ? words : segments.map(unjoined)) {
    const last = stretches[stretches.length - 1];
    if (last?.speaker === speaker && last !== undefined) last.text += joined ? text : ` ${text}`;
    else stretches.push({ text, speaker });
  }
  return stretches.flatMap(({ text }) => characters(text));
}

const unjoined = <T>(segment: T): T & { joined: undefined } => ({ ...segment, joined: undefined });

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Removes white space, even if a mark combines with it. */
export function characters(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => withoutSpace(segment)).filter(Boolean);
}

/** SubRip has no escapes, so possible markup may be written with look-alikes. */
export function lookAlikes(text: string): string {
  return text.replace(/-->/g, '→').replace(/</g, '‹').replace(/\{/g, '(');
}
