/** A failure that the person at the keyboard can do something about: its message is all they are shown. */
export class PlainFailure extends Error {
  override readonly name = 'PlainFailure';
}

/** What to print for an error: a plain failure speaks for itself, anything else is a bug and keeps its stack. */
export function printable(error: unknown): string {
  if (error instanceof PlainFailure) return error.message;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}

/**
 * The `code` of a Node.js system error (`ENOENT`, `EADDRINUSE`, …). Not by its class: under the test runner such
 * errors are of another realm's.
 */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
