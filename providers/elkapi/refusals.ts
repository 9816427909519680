import { TranscriptionError } from '../../transcription/errors';
import type { Wish } from '../../transcription/provider';
import { examplesOf, familyOf, givesTimes } from './models';
import { type ElkapiResponseFormat, formatLabels, oneOf, responseFormatFacts } from './responseFormats';

/** The options that a model may refuse. */
interface Chosen {
  model: string;
  prompt: string;
  responseFormat: ElkapiResponseFormat;
}

/** Why a model would refuse a request with these options, before anything is sent; undefined if it would not. */
export function refusalOfOptions({ model, prompt, responseFormat }: Chosen): TranscriptionError | undefined {
  const family = familyOf(model);
  const { formats, defaultFormat } = family;
  if (!formats.includes(responseFormat)) {
    return invalid(
      `${model} returns ${formatLabels(formats)} only, not ${formatLabels([responseFormat])}.`,
      `Set Response Format to ${formatLabels([defaultFormat])} in the options, or Model to ${modelsWith(responseFormat)}. Nothing was sent.`,
    );
  }
  if (prompt !== '' && !family.prompt) {
    return invalid(
      `${model} takes no prompt.`,
      `Remove Prompt from the options, or set Model to ${oneOf(examplesOf((other) => other.prompt))}. Nothing was sent.`,
    );
  }
  return undefined;
}

const modelsWith = (format: ElkapiResponseFormat): string =>
  oneOf(examplesOf(({ formats }) => formats.includes(format)));

/** Why these options can't give what is wished for; undefined if they can, as far as is known. */
export function refusalOfWish(wish: Wish, options: Chosen): TranscriptionError | undefined {
  return refusalsOfWishes[wish](options);
}

const refusalsOfWishes = {
  subtitles: ({ model, responseFormat }) => {
    if (responseFormatFacts[responseFormat].hasTimes) return undefined;
    const takeThemOut =
      'or remove the subtitles from Subtitle and Text Files and from Subtitles as Text. Nothing was sent.';
    const family = familyOf(model);
    return givesTimes(family)
      ? invalid(
          `Subtitles need timestamps, and ElkAPI returns none with the Response Format ${formatLabels([responseFormat])}.`,
          `Set Response Format to ${formatLabels([family.defaultFormat])} in the options, ${takeThemOut}`,
        )
      : invalid(
          `Subtitles need timestamps, and ${model} returns none.`,
          `Set Model to ${oneOf(examplesOf(givesTimes))} in the options, ${takeThemOut}`,
        );
  },
  translation: ({ model }) =>
    familyOf(model).translates
      ? undefined
      : invalid(
          `${model} does not translate.`,
          `Set Model to ${oneOf(examplesOf(({ translates }) => translates))} in the options. Nothing was sent.`,
        ),
  words: ({ model, responseFormat }) => {
    if (responseFormat === 'verbose_json') return undefined;
    const [verbose, label] = [modelsWith('verbose_json'), formatLabels(['verbose_json'])];
    return familyOf(model).formats.includes('verbose_json')
      ? invalid(
          `ElkAPI returns no words with the Response Format ${formatLabels([responseFormat])}.`,
          `To get words with their timestamps, set Response Format to ${label} in the options.`,
        )
      : invalid(
          `${model} returns no words with timestamps.`,
          `To get them, set Model to ${verbose} in the options.`,
        );
  },
} satisfies Record<Wish, (options: Chosen) => TranscriptionError | undefined>;

function invalid(message: string, description: string): TranscriptionError {
  return new TranscriptionError(message, { code: 'invalidInput', description });
}
