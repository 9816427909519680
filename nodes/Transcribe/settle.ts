export type Settled<T> = { ok: true; value: T } | { ok: false; error: unknown };

/** The result of a step, or its error in place of a throw. */
export async function settle<T>(work: () => T | Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error };
  }
}
