import { buildCues } from '../../../transcription/subtitles/buildCues';
import type { Cue } from '../../../transcription/subtitles/cue';
import { defaultSubtitleRules, type SubtitleRules } from '../../../transcription/subtitles/rules';
import { columns } from '../../../transcription/text/graphemes';
import type { Segment, Transcript, Word } from '../../../transcription/transcript';
import { segmentsOf, type HeardWord } from './speech';

export interface TimedText {
  text: string;
  start: number;
  end: number;
  speaker?: string;
  /** Whether no space stands before it. */
  joined?: boolean;
}

export type Captioner = (transcript: Transcript, heard: readonly HeardWord[]) => Cue[];

export const oursBy =
  (rules: SubtitleRules): Captioner =>
  (transcript) =>
    buildCues(transcript, { rules, audioEvents: false, speakers: 'label' }) ?? [];

export const ours = oursBy(defaultSubtitleRules);

/** This package, and the usual ways to make subtitles. */
export const captioners: Record<string, Captioner> = {
  'this package': ours,
  /** Whisper's own SRT writer. */
  'a cue for each Whisper segment': (transcript, heard) =>
    (transcript.segments ?? segmentsOf(heard)).map(({ text, start, end }) => cueOf([text], start, end)),
  'greedy, 42 × 2': (transcript) => greedy(timedTexts(transcript), defaultSubtitleRules),
};

/** The words or, without them, the words of the segments, each with its share of the segment's time. */
export function timedTexts({ words, segments }: Transcript): TimedText[] {
  return words ? words.flatMap(timed) : (segments ?? []).flatMap(evenly);
}

function timed({ text, start, end, speaker, joined }: Word): TimedText[] {
  if (start === undefined || end === undefined) return [];
  return [{ text, start, end, ...(speaker === undefined ? {} : { speaker }), ...(joined && { joined }) }];
}

function evenly({ text, start, end }: Segment): TimedText[] {
  const perCharacter = (end - start) / text.length;
  return Array.from(text.matchAll(/\S+/g), ([word], index) => ({ word, index })).map(
    ({ word }, index, all) => {
      const before = all.slice(0, index).reduce((sum, { word: { length } }) => sum + length + 1, 0);
      const from = start + before * perCharacter;
      return { text: word, start: from, end: from + word.length * perCharacter };
    },
  );
}

/** Fills each line, and each cue with lines, until the next word does not fit. */
export function greedy(
  words: readonly TimedText[],
  { maxLineLength, maxLines }: Pick<SubtitleRules, 'maxLineLength' | 'maxLines'>,
): Cue[] {
  const cues: Cue[] = [];
  let lines: string[] = [];
  let before: TimedText | undefined;
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    const longer = `${line}${word.joined ? '' : ' '}${word.text}`;
    const fits = line !== '' && columns(longer) <= maxLineLength;
    const cue = cues.at(-1);
    const full =
      cue === undefined || before?.speaker !== word.speaker || (!fits && lines.length === maxLines);
    if (full) {
      lines = [word.text];
      cues.push(cueOf(lines, word.start, word.end));
    } else if (fits) lines[lines.length - 1] = longer;
    else lines.push(word.text);
    const open = cues.at(-1);
    if (open) open.endMs = Math.round(word.end * 1000);
    before = word;
  }
  return cues;
}

export const cueOf = (lines: string[], start: number, end: number): Cue => ({
  startMs: Math.round(start * 1000),
  endMs: Math.round(end * 1000),
  lines,
});
