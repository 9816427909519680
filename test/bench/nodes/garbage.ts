import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Runs the garbage collector, which is normally not exposed to programs. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  // Buffer memory is released a little later, and finalizers release theirs in the second round.
  await new Promise((resolve) => setTimeout(resolve, 100));
  runInNewContext('gc()');
}
