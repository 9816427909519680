/**
 * Waits for work or until a signal aborts, whichever comes first. Aborted callers leave immediately, without waiting
 * for the work to notice. No listener stays on the signal.
 *
 * @param reason what is thrown on abort; by default the signal's own reason
 * @throws what the work threw, or the reason
 */
export async function orAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
  reason: () => unknown = () => signal.reason,
): Promise<T> {
  const over = new AbortController();
  const aborted = Symbol('aborted');
  const aborting = new Promise<typeof aborted>((resolve) => {
    const leave = (): void => resolve(aborted);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true, signal: over.signal });
  });
  try {
    const first = await Promise.race([work, aborting]);
    if (first === aborted) throw reason();
    return first;
  } finally {
    over.abort();
  }
}
