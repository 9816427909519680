/** Runs a limited number of calls at once. The others wait in order of arrival. */
export type Limiter = <T>(call: () => Promise<T>) => Promise<T>;

export function createLimiter(atATime: number): Limiter {
  const waiting: Array<() => void> = [];
  let running = 0;
  return async (call) => {
    if (running >= atATime) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await call();
    } finally {
      // The next caller takes over the place, so that no newcomer can slip in between.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
