/** Runs calls, at most so many at a time, the others in the order in which they came. */
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
      // Whoever comes next takes over the place, so that nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
