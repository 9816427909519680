import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Runs the garbage collector, which is normally not exposed to programs. */
export function collectGarbageNow(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}

/** The same, and waits for the memory that buffers and finalizers release a little later. */
export async function collectGarbage(): Promise<void> {
  collectGarbageNow();
  await new Promise((resolve) => setTimeout(resolve, 100));
  collectGarbageNow();
}
