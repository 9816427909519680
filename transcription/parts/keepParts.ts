import type { Transcript } from '../transcript';
import { findSeam, type Seam, type SeamSide } from './findSeam';
import { type HeardPart, inRecording } from './heardPart';
import type { KeptPart } from './keptPart';
import { matchSpeakers } from './matchSpeakers';
import { unmatchedParts, unsureSpeakers } from './partWarnings';
import { saidWords } from './saidWords';

interface Side extends SeamSide {
  transcript: Transcript;
}

/**
 * Decides what is kept of each part, and who its speakers are.
 *
 * @param parts in the order of the recording
 * @returns the parts with their times in the recording, and what is uncertain about the seams between them
 */
export function keepParts(parts: readonly HeardPart[]): { kept: KeptPart[]; warnings: string[] } {
  const sides = parts.map(sideOf);
  const seams = seamsBetween(sides);
  const { ids, isUncertain } = speakersIn(sides, seams);
  const kept = sides.map(({ transcript, said }, index): KeptPart => {
    const [before, behind] = [seams[index - 1], seams[index]];
    return {
      transcript,
      said,
      from: before?.from ?? 0,
      to: behind?.to ?? said.words.length,
      startSeconds: before?.seconds ?? -Infinity,
      endSeconds: behind?.seconds ?? Infinity,
      speakers: ids[index] ?? new Map(),
    };
  });
  const unmatched = sides
    .slice(1)
    .flatMap(({ startSeconds }, index) => (seams[index]?.isUncertain ? startSeconds : []));
  return { kept, warnings: [...unmatchedParts(unmatched), ...(isUncertain ? [unsureSpeakers] : [])] };
}

function sideOf(part: HeardPart): Side {
  const transcript = inRecording(part);
  const { startSeconds, endSeconds = Infinity } = part;
  return { transcript, said: saidWords(transcript), startSeconds, endSeconds };
}

/** @returns one seam fewer than there are parts */
function seamsBetween(sides: readonly Side[]): Seam[] {
  const seams: Seam[] = [];
  let earlier: Side | undefined;
  for (const side of sides) {
    if (earlier) seams.push(findSeam(earlier, side, seams.at(-1)?.from ?? 0));
    earlier = side;
  }
  return seams;
}

/** @returns for each part its own IDs → those of the joined transcript */
function speakersIn(
  sides: readonly Side[],
  seams: readonly Seam[],
): { ids: Array<ReadonlyMap<string, string>>; isUncertain: boolean } {
  const ids: Array<ReadonlyMap<string, string>> = [];
  const taken = new Set<string>();
  let isUncertain = false;
  sides.forEach((side, index) => {
    const seam = seams[index - 1];
    const match = matchSpeakers(
      seam?.steps ?? [],
      ids.at(-1) ?? new Map<string, string>(),
      speakersOf(side, seam),
      taken,
    );
    ids.push(match.ids);
    for (const id of match.ids.values()) taken.add(id);
    isUncertain ||= match.isUncertain;
  });
  return { ids, isUncertain };
}

/** A speaker who says no more than what was cut off needs no ID. */
function speakersOf({ transcript, said }: Side, seam: Seam | undefined): string[] {
  const { segments = [], audioEvents = [] } = transcript;
  const words = said.words.slice(seam?.from);
  const entries = segments.filter(({ end }) => seam === undefined || end > seam.seconds);
  return [...new Set([...words, ...entries, ...audioEvents].flatMap(({ speaker }) => speaker ?? []))];
}
