import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Runs the collector, which programs are not given unless they were started for it. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  // The memory of buffers is given back a little later, and what finalizers let go with the second round.
  await new Promise((resolve) => setTimeout(resolve, 100));
  runInNewContext('gc()');
}
