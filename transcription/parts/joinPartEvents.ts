import type { AudioEvent } from '../transcript';
import { type KeptPart, renamed } from './keptPart';

/** Two parts disagree about the time of a sound by less. */
const slackSeconds = 1;

/** The sounds of all parts. One that two parts heard beside their seam is listed once. */
export function joinPartEvents(parts: readonly KeptPart[]): AudioEvent[] | undefined {
  const joined = parts.flatMap((part, index) =>
    eventsOf(part)
      .filter(
        (event) => isAfterSeam(event, part, parts[index - 1]) && isBeforeSeam(event, part, parts[index + 1]),
      )
      .map((event) => renamed(event, part)),
  );
  if (joined.length === 0) return undefined;
  if (joined.some(({ start }) => start === undefined)) return joined;
  return joined.sort((one, other) => (one.start ?? 0) - (other.start ?? 0));
}

const eventsOf = ({ transcript }: KeptPart): readonly AudioEvent[] => transcript.audioEvents ?? [];

/** @returns also for an event a little before the seam that the part before it missed */
function isAfterSeam(event: AudioEvent, { startSeconds }: KeptPart, before: KeptPart | undefined): boolean {
  const { start } = event;
  if (start === undefined || before === undefined) return true;
  if (start < startSeconds - slackSeconds) return false;
  return !eventsOf(before).some(
    (other) => isSame(event, other) && (start < startSeconds || (other.start ?? 0) < startSeconds),
  );
}

/** @returns also for an event a little behind the seam that the part behind it missed */
function isBeforeSeam(event: AudioEvent, { endSeconds }: KeptPart, behind: KeptPart | undefined): boolean {
  const { start } = event;
  if (start === undefined || behind === undefined || start < endSeconds) return true;
  if (start >= endSeconds + slackSeconds) return false;
  return !eventsOf(behind).some((other) => isSame(event, other) && (other.start ?? 0) >= endSeconds);
}

const isSame = (one: AudioEvent, other: AudioEvent): boolean =>
  one.text === other.text && Math.abs((one.start ?? Infinity) - (other.start ?? 0)) < slackSeconds;
