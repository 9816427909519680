import { defaultOutputOptions, type OutputOptions, outputSchema } from './options';

/** Options that were stored, perhaps by another version of the node: what this one cannot use must not cost a transcript. */
export const storedOutputSchema = outputSchema.catch(defaultOutputOptions);

const defaults = new Map<string, unknown>(Object.entries(defaultOutputOptions));

/** @returns what differs from the defaults: small enough to be stored for every item of a large batch */
export function storedOutput(options: OutputOptions): Record<string, unknown> {
  const differs = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(defaults.get(name));
  return Object.fromEntries(Object.entries(options).filter(differs));
}
