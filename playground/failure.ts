/** A failure that the user can fix. Only its message is shown. */
export class PlainFailure extends Error {
  override readonly name = 'PlainFailure';
}

/** What to print for an error: only the message of a plain failure; anything else is a bug and keeps its stack. */
export function printable(error: unknown): string {
  if (error instanceof PlainFailure) return error.message;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}

/**
 * The `code` of a Node.js system error (`ENOENT`, `EADDRINUSE`, …). Does not check the class, because under the test
 * runner such errors come from another realm.
 */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
