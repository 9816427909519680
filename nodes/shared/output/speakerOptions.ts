import { z } from 'zod';
import { type GivenNames, readGivenNames } from '../../../transcription/speakers/givenNames';
import { defaultSpeakerOptions } from '../../../transcription/speakers/speakerOptions';

const namesMessage =
  'Speaker Names has to be names such as "Anna, Boris", a list of them, or a JSON object by speaker ID such as {"speaker_0": "Anna"}.';

/** The option Speaker Names. An empty text if no names are given. */
export const speakerNamesSchema = z.unknown().transform((value, context): GivenNames => {
  const names = readGivenNames(value);
  if (names !== undefined) return names;
  context.addIssue({ code: z.ZodIssueCode.custom, message: namesMessage });
  return z.NEVER;
});

/** Longer than any way to write a name, and short enough to leave room for words in a subtitle. */
const longestLabel = 40;

const labelMessage =
  'Speaker Label has to contain {name}, as in "{name}: ". To leave out who speaks, switch Speaker Labels off.';

/** The option Speaker Label. */
export const speakerLabelSchema = z.preprocess(
  (value) => value ?? defaultSpeakerOptions.label,
  z
    .string({ invalid_type_error: labelMessage })
    .max(longestLabel, `Speaker Label has to be at most ${longestLabel} characters long.`)
    .refine((label) => label.includes('{name}'), labelMessage),
);
