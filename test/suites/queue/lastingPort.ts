import { randomInt } from 'node:crypto';

import { isPortFree } from '../../../playground/ports';

/** Below the range that systems use for outgoing connections. */
const range = [20_000, 32_000] as const;

/** A free port that the system does not assign to anyone else while the program that listens there restarts. */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = randomInt(...range);
    if (await isPortFree(port)) return port;
  }
}
