import type { Segment } from '../../../transcription/transcript';
import { type Captioner, ours } from './captioners';
import { type HeardWord, lettersPerDigit } from './speech';

/** Something that `speech.ts` draws at random, in seconds at normal speed. */
interface Draw {
  mean: number;
  variance: number;
}

const evenly = (least: number, most: number): Draw => ({
  mean: (least + most) / 2,
  variance: (most - least) ** 2 / 12,
});

function durationOf({ text }: HeardWord): Draw {
  const digits = text.match(/\d/g)?.length ?? 0;
  const spoken = evenly(digits * (lettersPerDigit[0] - 1), digits * (lettersPerDigit[1] - 1));
  const usual = 0.06 + 0.062 * (text.length + spoken.mean);
  const pace = evenly(0.8, 1.25);
  return {
    mean: usual * pace.mean,
    variance: usual ** 2 * pace.variance + (0.062 * pace.mean) ** 2 * spoken.variance,
  };
}

function pauseAfter({ text, bound, speaker }: HeardWord, next: HeardWord): Draw {
  if (next.speaker !== speaker) return evenly(0.1, 0.9);
  if (!bound && /[.?!]$/.test(text)) return evenly(0.2, 0.9);
  if (text.endsWith(',')) return evenly(0.06, 0.35);
  const [usual, rare] = [evenly(0, 0.04), evenly(0.15, 0.7)];
  const mean = 0.97 * usual.mean + 0.03 * rare.mean;
  const squares = 0.97 * (usual.variance + usual.mean ** 2) + 0.03 * (rare.variance + rare.mean ** 2);
  return { mean, variance: squares - mean ** 2 };
}

interface SegmentDraws {
  segment: Segment;
  /** A word and the pause after it, in turn; the last pause only if the segment has it within. */
  draws: Draw[];
}

function drawsOf(segments: readonly Segment[], heard: readonly HeardWord[]): SegmentDraws[] {
  let first = 0;
  return segments.map((segment, index) => {
    const begin = first;
    first += segment.text.split(' ').length;
    const withPause = segments[index + 1]?.start === segment.end;
    const draws = heard.slice(begin, first).flatMap((word, place) => {
      const next = heard[begin + place + 1];
      const hasPause = next !== undefined && (withPause || begin + place + 1 < first);
      return hasPause ? [durationOf(word), pauseAfter(word, next)] : [durationOf(word)];
    });
    return { segment, draws };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * The most likely start of each word in its segment: what the segment lasts longer or shorter than expected is shared
 * out by variance, which is the best linear estimate.
 */
function expectedStarts(segments: readonly Segment[], heard: readonly HeardWord[]): number[] {
  const all = drawsOf(segments, heard);
  const lasted = sum(segments.map(({ start, end }) => end - start));
  const pace = lasted / sum(all.flatMap(({ draws }) => draws.map(({ mean }) => mean)));
  return all.flatMap(({ segment: { start, end }, draws }) => {
    const rest = end - start - pace * sum(draws.map(({ mean }) => mean));
    const variance = sum(draws.map((draw) => draw.variance));
    let time = start;
    const edges = draws.map((draw) => {
      const edge = time;
      time += draw.mean * pace + (rest * draw.variance) / variance;
      return edge;
    });
    return edges.filter((_edge, index) => index % 2 === 0);
  });
}

/**
 * This package's cues, begun by one who knows how the speech was made up, but not what was drawn: nobody can begin them
 * better with these segments. Each stays for as long as it can.
 */
export const oracle: Captioner = (transcript, heard) => {
  const starts = expectedStarts(transcript.segments ?? [], heard);
  let place = 0;
  const cues = ours(transcript, heard).map((cue) => {
    const startMs = Math.round((starts[place] ?? 0) * 1000);
    place += cue.lines.join(' ').split(' ').length;
    return { ...cue, startMs };
  });
  return cues.map((cue, index) => {
    const untilMs = (cues[index + 1]?.startMs ?? Infinity) - gapMs;
    return { ...cue, endMs: Math.max(cue.startMs + 1, Math.min(untilMs, cue.startMs + longestMs)) };
  });
};

const [gapMs, longestMs] = [83, 7_000];
