import type { Step } from './alignUnits';
import { freeSpeakerId, isOfOnePart, kindOf } from './speakerIds';

export interface SpeakerMatch {
  /** The part's own IDs → those of the joined transcript. */
  ids: Map<string, string>;
  /** Whether somebody may have been given a new ID who already had one, or the ID of somebody else. */
  isUncertain: boolean;
}

/** A pause of the other speaker is longer; less speech may have been attributed to the wrong speaker. */
const leastSeconds = 0.6;
/** Words without times. */
const secondsPerWord = 0.3;
/** Recognizers attribute some words at a change of speakers to the wrong one. */
const clearShare = 0.75;

/**
 * Finds out who the speakers of a part are, by who says the same words in the part before it. Speakers who are silent
 * there get IDs of their own.
 *
 * @param steps what both parts have in common
 * @param before the earlier part's own IDs → those of the joined transcript
 * @param speakers of the later part
 * @param taken all IDs of the joined transcript so far
 */
export function matchSpeakers(
  steps: readonly Step[],
  before: ReadonlyMap<string, string>,
  speakers: readonly string[],
  taken: ReadonlySet<string>,
): SpeakerMatch {
  const ids = new Map(
    speakers.filter((speaker) => !isOfOnePart(speaker)).map((speaker) => [speaker, speaker]),
  );
  const used = new Set(ids.values());
  const evidence = evidenceIn(steps, before);
  let isUncertain = false;
  for (const { later, known, seconds } of evidence) {
    if (ids.has(later) || used.has(known) || !speakers.includes(later) || kindOf(later) !== kindOf(known))
      continue;
    const all = evidence.reduce((sum, other) => (other.later === later ? sum + other.seconds : sum), 0);
    if (seconds * 2 < all) continue;
    ids.set(later, known);
    used.add(known);
    if (seconds < leastSeconds || seconds < all * clearShare) isUncertain = true;
  }
  const all = new Set([...taken, ...used]);
  for (const speaker of speakers) {
    if (ids.has(speaker)) continue;
    const isSomebodyLeft = [...taken].some(
      (id) => !used.has(id) && isOfOnePart(id) && kindOf(id) === kindOf(speaker),
    );
    if (isSomebodyLeft) isUncertain = true;
    const id = freeSpeakerId(speaker, all);
    ids.set(speaker, id);
    all.add(id);
  }
  return { ids, isUncertain };
}

interface Evidence {
  later: string;
  known: string;
  /** How long both parts heard the two speak at once. */
  seconds: number;
}

/** The strongest first. */
function evidenceIn(steps: readonly Step[], before: ReadonlyMap<string, string>): Evidence[] {
  const found = new Map<string, Evidence>();
  for (const { earlier, later, likeness } of steps) {
    const known = earlier?.speaker === undefined ? undefined : before.get(earlier.speaker);
    if (known === undefined || later?.speaker === undefined) continue;
    const { start, end } = later;
    const length = start === undefined || end === undefined ? secondsPerWord : end - start;
    const key = JSON.stringify([later.speaker, known]);
    const evidence = found.get(key) ?? { later: later.speaker, known, seconds: 0 };
    // Another word at the same time was probably said by the same person.
    evidence.seconds += likeness === 'other' ? length / 2 : length;
    found.set(key, evidence);
  }
  return [...found.values()].sort((one, other) => other.seconds - one.seconds);
}
