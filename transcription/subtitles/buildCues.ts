import { atOnce, type Steps } from '../inSteps';
import { nameSpeakers } from '../speakers/nameSpeakers';
import { defaultSpeakerOptions, type SpeakerOptions } from '../speakers/speakerOptions';
import type { Transcript } from '../transcript';
import { atomsOf } from './atoms';
import { breakCost } from './breakCost';
import { breakLines } from './breakLines';
import type { Cue } from './cue';
import { divide } from './divide';
import { labelsOf, withDirection, withLabels } from './labels';
import { plausibleTimes } from './plausibleTimes';
import type { SubtitleRules } from './rules';
import { type LaidCue, shareCues } from './sharedCues';
import { spokenWords } from './spoken';
import { timeCues } from './timing';

export interface CueOptions {
  rules: SubtitleRules;
  /** Show sounds such as laughter among the words. */
  audioEvents: boolean;
  /** Name the speakers if there are several: as the voice of a cue, or written before the speech. */
  speakers: 'voice' | 'label' | 'voiceAndLabel' | 'none';
  /** What they are called, and how a label is written; as by default if absent. */
  naming?: Pick<SpeakerOptions, 'names' | 'label'>;
}

/**
 * Builds subtitles from a transcript: from its words, or from its segments if it has no words. Every word is in
 * exactly one cue, each speaker's in spoken order.
 *
 * @returns undefined when the transcript has no timestamps; an empty list when nothing is said
 */
export function buildCues(transcript: Transcript, options: CueOptions): Cue[] | undefined {
  return atOnce(cuesInSteps(transcript, options));
}

/** The same, with a break after each step that takes a while for a recording of many hours. */
export function* cuesInSteps(
  transcript: Transcript,
  { rules, audioEvents, speakers, naming = defaultSpeakerOptions }: CueOptions,
): Steps<Cue[] | undefined> {
  const { durationSeconds } = transcript;
  const named = nameSpeakers(transcript, naming.names);
  const spoken = spokenWords(named.transcript, audioEvents, {
    correct: (said) => plausibleTimes(said, durationSeconds),
    longestSoundSeconds: rules.maxSeconds,
  });
  if (spoken === undefined) return transcript.text.trim() === '' ? [] : undefined;
  yield;
  const several = speakers !== 'none' && named.several;
  const labels = several && speakers !== 'voice' ? labelsOf(named.names, naming.label) : undefined;
  const plain = atomsOf(spoken, rules.maxLineLength);
  const atoms = labels === undefined ? plain : withLabels(plain, labels, rules.maxLineLength);
  yield;
  const costs = new Float64Array(atoms.length);
  for (const [index, atom] of atoms.entries()) costs[index] = breakCost(atom, atoms[index + 1]);
  yield;

  const hasVoices = several && speakers !== 'label';
  const ends = divide(atoms, costs, rules);
  yield;

  let first = 0;
  const laid = ends.map((end): LaidCue => {
    const inCue = atoms.slice(first, end);
    const [{ speaker = undefined, isLabel = false, isEstimated = false } = {}] = inCue;
    const name = speaker === undefined ? undefined : named.names.get(speaker);
    const isWholeTurn = atoms[first - 1]?.speaker !== speaker && atoms[end]?.speaker !== speaker;
    first = end;
    return {
      cue: {
        startMs: inCue[0]?.startMs ?? 0,
        endMs: inCue[inCue.length - 1]?.endMs ?? 0,
        lines: breakLines(inCue, rules.maxLineLength),
        ...(hasVoices && name !== undefined ? { voice: name } : {}),
      },
      label: isLabel && speaker !== undefined ? labels?.get(speaker) : undefined,
      turnOf: isWholeTurn ? name : undefined,
      isEstimated,
    };
  });
  yield;

  const shown = shareCues(laid, rules);
  const durationMs = durationSeconds ? Math.ceil(durationSeconds * 1000) : undefined;
  const cues = shown.map(({ cue }) => cue);
  const estimated = shown.map(({ isEstimated }) => isEstimated);
  // Invisible characters take no time to read, so they come last.
  return timeCues(cues, rules, { durationMs, estimated }).map((cue, index) => {
    const { heads = [] } = shown[index] ?? {};
    return { ...cue, lines: cue.lines.map((line, place) => withDirection(line, heads[place])) };
  });
}
