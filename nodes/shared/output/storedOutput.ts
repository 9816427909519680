import { defaultOutputOptions, type OutputOptions, outputSchema } from './options';

/** Options stored perhaps by another version of the node. Options unusable here must not lose a transcript. */
export const storedOutputSchema = outputSchema.catch(defaultOutputOptions);

const defaults = new Map<string, unknown>(Object.entries(defaultOutputOptions));

/** @returns the options that differ from the defaults: small enough to store with every item of a large batch */
export function storedOutput(options: OutputOptions): Record<string, unknown> {
  const differs = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(defaults.get(name));
  return Object.fromEntries(Object.entries(options).filter(differs));
}
