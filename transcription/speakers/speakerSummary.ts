import { toMilliseconds } from '../milliseconds';
import { columns, cutToColumns } from '../text/graphemes';
import { joinTexts } from '../text/joinTexts';
import type { Transcript } from '../transcript';
import { talkTimes } from './talkTimes';

/** What there is to tell who a speaker is. */
export interface SpeakerSummary {
  /** The provider's. */
  id: string;
  name: string;
  /** The beginning of what they say before somebody else speaks; absent if nothing has a timestamp. */
  firstWords?: string;
  /** In seconds: the length of their segments. */
  talkSeconds?: number;
}

/** Two sentences: people introduce each other in them. */
const mostColumns = 120;

/** Characters of several units, such as emoji and those of Thai, included. */
const mostLookedAt = 4 * mostColumns;

/** @param names ID → name, of everybody who is to be listed */
export function speakerSummaries(
  { segments = [] }: Pick<Transcript, 'segments'>,
  names: ReadonlyMap<string, string>,
): SpeakerSummary[] {
  const seconds = talkTimes(segments);
  const talk = new Map<string, Talk>();
  let last: string | undefined;
  for (const { speaker, text } of segments) {
    if (speaker !== undefined) {
      const known = talk.get(speaker) ?? { texts: [], width: 0, isFirstTurn: true };
      talk.set(speaker, known);
      known.isFirstTurn &&= known.texts.length === 0 || last === speaker;
      if (known.isFirstTurn && known.width <= mostColumns) {
        const start = text.slice(0, mostLookedAt);
        known.texts.push(start);
        known.width += columns(start) + 1;
      }
    }
    last = speaker;
  }
  return [...names].map(([id, name]) => {
    const said = talk.get(id);
    return {
      id,
      name,
      ...(said && { firstWords: beginning(said), talkSeconds: toMilliseconds(seconds.get(id) ?? 0) }),
    };
  });
}

interface Talk {
  texts: string[];
  width: number;
  isFirstTurn: boolean;
}

function beginning({ texts }: Talk): string {
  const text = joinTexts(texts);
  const [start = ''] = cutToColumns(text, mostColumns);
  if (start === text) return text;
  // Scripts with spaces are cut between words.
  const space = start.lastIndexOf(' ');
  return `${(space > mostColumns / 2 ? start.slice(0, space) : start).trimEnd()} …`;
}
