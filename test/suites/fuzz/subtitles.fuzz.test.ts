import fc from 'fast-check';
import { withoutFlips } from '../../../transcription/speakers/flippedWords';
import { buildCues } from '../../../transcription/subtitles/buildCues';
import type { Cue } from '../../../transcription/subtitles/cue';
import { parseCues } from '../../../transcription/subtitles/parseCues';
import { ruleSets, type SubtitleRules } from '../../../transcription/subtitles/rules';
import { toSrt } from '../../../transcription/subtitles/srt';
import type { Segment, Transcript, Word } from '../../../transcription/transcript';
import { withoutDash, withoutSpace } from '../../transcription/subtitles/whatIsSaid';
import { oddlyTimed } from './arbitraries/oddTimes';
import { holds } from './holds';

const rules = fc.constantFrom(...Object.values(ruleSets).map((set): SubtitleRules => set.rules));

const cuesOf = (transcript: Transcript, by: SubtitleRules, audioEvents = false): Cue[] =>
  buildCues(transcript, { rules: by, audioEvents, speakers: 'voice' }) ?? [];

/** What each speaker says, in order. A single speaker is not named. */
function saidBy(parts: ReadonlyArray<{ text: string; speaker?: string | undefined }>): Map<string, string> {
  const said = new Map<string, string>();
  for (const { text, speaker = '' } of parts) {
    said.set(speaker, (said.get(speaker) ?? '') + withoutSpace(text));
  }
  return said;
}

/** A cue that two speakers share has a line for each, which begins with a dash. */
function shownIn({ lines, voice, voices }: Cue): Array<{ text: string; speaker?: string | undefined }> {
  if (voices === undefined) return [{ text: lines.join(''), speaker: voice }];
  return lines.map((line, index) => ({ text: withoutDash(line), speaker: voices[index] }));
}

holds(
  'no word is lost or doubled, and each speaker keeps the order of words, whatever the times',
  fc.tuple(oddlyTimed, rules),
  4_000,
  ([transcript, by]) => {
    const { words, segments = [], speakers = [] } = transcript;
    const cues = buildCues(transcript, { rules: by, audioEvents: false, speakers: 'voice' });
    if (cues === undefined) return;
    const named = speakers.length > 1;
    const spoken = withoutFlips<Segment | Word>(words ?? segments, undefined).map(({ text, speaker }) => ({
      text,
      speaker: named && speaker !== undefined ? `Speaker ${speakers.indexOf(speaker) + 1}` : undefined,
    }));
    // One named speaker among words of nobody may take turns with them, unseen.
    if (!named && speakers.length === 1 && (words ?? segments).some(({ speaker }) => speaker === undefined)) {
      const letters = (text: string) => [...text].sort().join('');
      const all = [...saidBy(spoken).values()].join('');
      expect(letters(withoutSpace(cues.flatMap(({ lines }) => lines).join('')))).toBe(letters(all));
      return;
    }
    expect(saidBy(cues.flatMap(shownIn))).toEqual(saidBy(spoken));
  },
);

holds(
  'cues never overlap, last at least 0.3 seconds and have whole milliseconds that players read, whatever the times',
  fc.tuple(oddlyTimed, rules, fc.boolean()),
  4_000,
  ([transcript, by, audioEvents]) => {
    let before = 0;
    const cues = cuesOf(transcript, by, audioEvents);
    for (const { startMs, endMs } of cues) {
      expect(Number.isSafeInteger(startMs) && Number.isSafeInteger(endMs)).toBe(true);
      expect(startMs).toBeGreaterThanOrEqual(before);
      expect(endMs - startMs).toBeGreaterThanOrEqual(300);
      expect(endMs - startMs).toBeLessThanOrEqual(by.maxSeconds * 1000);
      before = endMs;
    }
    expect(parseCues(toSrt(cues))).toHaveLength(cues.length);
  },
);

/** A stretch of words whose times are right. */
const clear = fc.record({
  count: fc.integer({ min: 40, max: 80 }),
  odd: fc.integer({ min: 10, max: 29 }),
  times: fc.constantFrom(
    { start: 1_800, end: 1_801 },
    { start: 0, end: 0 },
    { start: 0, end: 900 },
    { start: NaN, end: 3 },
    { start: 1e300, end: 1e300 },
    { start: -5, end: Infinity },
    {},
  ),
});

holds('one odd time leaves everything else where it was spoken', clear, 1_000, ({ count, odd, times }) => {
  const word = (index: number) => ({ text: `word${index}`, start: index * 0.4, end: index * 0.4 + 0.35 });
  const words = Array.from({ length: count }, (_, index) =>
    index === odd ? { text: `word${index}`, ...times } : word(index),
  );
  const cues = cuesOf({ ...silent, words }, ruleSets.broadcast.rules);
  for (const { lines, startMs, endMs } of cues) {
    for (const [, number] of lines.join(' ').matchAll(/word(\d+)/g)) {
      const { start, end } = word(Number(number));
      expect(start * 1000).toBeGreaterThan(startMs - 1_000);
      expect(end * 1000).toBeLessThan(endMs + 1_000);
    }
  }
});

const silent: Transcript = { provider: 'fuzz', model: 'fuzz', status: 'completed', text: '' };
