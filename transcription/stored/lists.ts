import { isRecord } from '../isRecord';
import { listOf } from '../tolerantSchema';
import type { Word } from '../transcript';
import { nonBlank, numberIn, textIn } from './fields';

/** The segments of a stored transcript. A speaker whose ID was not stored is known by the name. */
export const segmentsIn = listIn(({ speakerName, ...fields }) => ({
  ...spokenIn(fields),
  ...speakerOf(nonBlank(fields.speaker) ?? nonBlank(speakerName)),
}));

export const wordsIn = listIn((fields): Word => ({
  ...spokenIn(fields),
  ...speakerOf(nonBlank(fields.speaker)),
  ...(fields.joined === true && { joined: true }),
}));

/** Reads the entries of a list that have a text. @returns undefined for anything that is no list */
function listIn<Entry>(read: (fields: Record<string, unknown>) => Entry) {
  const list = listOf((entry) =>
    isRecord(entry) && textIn(entry.text) !== undefined ? read(entry) : undefined,
  );
  return (value: unknown): Entry[] | undefined => list.parse(value);
}

function spokenIn(fields: Record<string, unknown>): { start?: number; end?: number; text: string } {
  const [start, end] = [numberIn(fields.start), numberIn(fields.end)];
  return {
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    text: textIn(fields.text) ?? '',
  };
}

const speakerOf = (speaker: string | undefined) => (speaker === undefined ? {} : { speaker });
