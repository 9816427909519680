import type { AudioLimits } from '../audio/audio';
import type { PacketIndex } from './packetIndex';

/** What a part may be at most. */
export interface PartLimits {
  maxBytes: number;
  maxSeconds?: number | undefined;
  /** How much of the recording two neighbouring parts share. */
  overlapSeconds: number;
}

/** What a receiver takes in one request. */
export type ReceiverLimits = Pick<AudioLimits, 'formats' | 'receiver'> & PartLimits;

/** Places to cut at, each to be moved to a pause nearby. */
export interface WantedCuts {
  /** In seconds on the recording's timeline, in order. */
  places: number[];
  /** How far from a place a pause may be looked for. */
  searchSeconds: number;
  /** How much two neighbouring parts share. */
  overlapSeconds: number;
}

/** Pauses of speech are rarely farther apart. */
const mostSearchSeconds = 10;

/** Short parts, which only tests have, are searched and shared in proportion. */
const searchShare = 0.1;
const overlapShare = 0.25;

/** What containers add to the sound: 8 bytes for each packet of MP4's index, at 90 bytes a packet or more. */
const containerShare = 1.09;
const containerBytes = 4 * 1024;

/** More parts than any recording of a day needs. */
const mostParts = 400;

/**
 * Where to cut a recording: into parts of equal length, as few as its limits allow.
 *
 * @param leastParts where fewer have turned out to be too large
 * @returns undefined if no part can be small enough
 */
export function cutsOf(index: PacketIndex, limits: PartLimits, leastParts = 1): WantedCuts | undefined {
  for (let parts = leastParts; parts <= mostParts; parts++) {
    const wanted = equalCuts(index, limits, parts);
    if (fits(index, limits, wanted)) return wanted;
  }
  return undefined;
}

function equalCuts(
  { startSeconds, endSeconds }: PacketIndex,
  { overlapSeconds }: PartLimits,
  parts: number,
): WantedCuts {
  const each = (endSeconds - startSeconds) / parts;
  return {
    places: Array.from({ length: parts - 1 }, (_, cut) => startSeconds + each * (cut + 1)),
    searchSeconds: Math.min(mostSearchSeconds, each * searchShare),
    overlapSeconds: Math.min(overlapSeconds, each * overlapShare),
  };
}

/** Whether each part stays within its limits wherever the pauses around its ends are found. */
function fits(
  index: PacketIndex,
  { maxBytes, maxSeconds = Number.POSITIVE_INFINITY }: PartLimits,
  { places, searchSeconds, overlapSeconds }: WantedCuts,
): boolean {
  const beyond = overlapSeconds / 2 + searchSeconds;
  const starts = [index.startSeconds, ...places.map((place) => place - beyond)];
  const ends = [...places.map((place) => place + beyond), index.endSeconds];
  return starts.every((from, part) => {
    const to = ends[part] ?? index.endSeconds;
    const bytes = (index.bytesBefore(to) - index.bytesBefore(from)) * containerShare + containerBytes;
    return bytes <= maxBytes && to - from <= maxSeconds;
  });
}
