/**
 * Waits for work, or until a signal aborts, whichever comes first. Whoever is aborted leaves at once, without waiting
 * for the work to notice; nothing is left on the signal afterwards.
 *
 * @param reason what is thrown then; by default the signal's own reason
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
