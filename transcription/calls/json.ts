import { fitsInMemory } from './jsonMemory';

/**
 * Reads JSON from outside. A leading byte order mark is ignored.
 *
 * @returns undefined for text that is not JSON, or may take more memory than any transcript
 */
export function parseJson(text: string): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (!fitsInMemory(json)) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** A value that may be JSON inside a string. @returns the string itself if it is not JSON */
export function fromJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const parsed = parseJson(value);
  return parsed === undefined ? value : parsed;
}
