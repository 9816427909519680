import { randomInt } from 'node:crypto';

import { isPortFree } from '../../../playground/ports';

/** Below those that systems give to outgoing connections. */
const range = [20_000, 32_000] as const;

/** A free port that nobody is given by chance while the program that listens there is being restarted. */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = randomInt(...range);
    if (await isPortFree(port)) return port;
  }
}
