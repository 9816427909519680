import { speakerNames } from '../speakerNames';
import type { Transcript } from '../transcript';
import { columns } from '../text/graphemes';
import { type Atom, atomsOf } from './atoms';
import { breakCost } from './breakCost';
import { breakLines } from './breakLines';
import type { Cue } from './cue';
import { divide } from './divide';
import type { SubtitleRules } from './rules';
import { spokenWords } from './spoken';
import { timeCues } from './timing';

export interface CueOptions {
  rules: SubtitleRules;
  /** Show sounds such as laughter among the words. */
  audioEvents: boolean;
  /** Name the speakers if there are several: as the voice of a cue, or written before the speech. */
  speakers: 'voice' | 'label' | 'none';
}

/**
 * Builds subtitles from a transcript: from its words, or from its segments if it has no words. Every word is in
 * exactly one cue, in spoken order.
 *
 * @returns undefined when the transcript has no timestamps; an empty list when nothing is said
 */
export function buildCues(
  transcript: Transcript,
  { rules, audioEvents, speakers }: CueOptions,
): Cue[] | undefined {
  const spoken = spokenWords(transcript, audioEvents);
  if (spoken === undefined) return transcript.text.trim() === '' ? [] : undefined;
  const names = speakerNames(transcript.speakers ?? []);
  const several = speakers !== 'none' && names.size > 1;
  const plain = atomsOf(spoken, rules.maxLineLength);
  const atoms = several && speakers === 'label' ? labelled(plain, names) : plain;
  const costs = new Float64Array(atoms.length);
  for (const [index, atom] of atoms.entries()) costs[index] = breakCost(atom, atoms[index + 1]);

  let first = 0;
  const cues = divide(atoms, costs, rules).map((end): Cue => {
    const [inCue, costsInCue] = [atoms.slice(first, end), costs.subarray(first, end)];
    first = end;
    const speaker = inCue[0]?.speaker;
    const voice = several && speakers === 'voice' && speaker !== undefined ? names.get(speaker) : undefined;
    return {
      startMs: inCue[0]?.startMs ?? 0,
      endMs: inCue[inCue.length - 1]?.endMs ?? 0,
      lines: breakLines(inCue, costsInCue, rules.maxLineLength),
      ...(voice === undefined ? {} : { voice }),
    };
  });
  return timeCues(cues, rules);
}

/** Writes the speaker's name before the speech wherever the speaker changes. */
function labelled(atoms: readonly Atom[], names: ReadonlyMap<string, string>): Atom[] {
  const result: Atom[] = [];
  let last: string | undefined;
  for (const atom of atoms) {
    const { speaker, startMs } = atom;
    const name = speaker !== undefined && speaker !== last ? names.get(speaker) : undefined;
    last = speaker;
    for (const text of name === undefined ? [] : `${name}:`.split(' ')) {
      const width = columns(text);
      result.push({ ...atom, text, columns: width, spaced: true, endMs: startMs, isLabel: true });
    }
    result.push(name === undefined ? atom : { ...atom, spaced: true });
  }
  return result;
}
