import { z } from 'zod';
import { parseLooseJson } from '../../transcription/calls/looseJson';
import type { OfferedModel } from '../../transcription/provider';
import { listOf } from '../../transcription/tolerantSchema';
import { abilitiesOf, familyOf } from './models';
import { isRecord } from '../../transcription/isRecord';

/** Longer than any name of a model. */
const longestId = 200;

const listSchema = z.object({
  data: listOf((value) => {
    if (!isRecord(value) || typeof value.id !== 'string') return undefined;
    return value.id.length <= longestId ? value.id : undefined;
  }),
});

/**
 * Reads the answer of `GET /models`: those that transcribe, as far as their names say so.
 *
 * @returns undefined if it is no list of models
 */
export function toOfferedModels(body: string): OfferedModel[] | undefined {
  const ids = listSchema.safeParse(parseLooseJson(body)).data?.data;
  return ids?.flatMap((id) => {
    const abilities = abilitiesOf(id);
    return abilities === undefined ? [] : [{ id, abilities, translates: familyOf(id).translates }];
  });
}
