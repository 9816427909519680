/** For as long as a webhook runs, n8n keeps a sandbox for its expressions, of about 8 MB. */
const atATime = 8;

let taken = 0;

/**
 * A place among the webhooks that work at a time, so that a thousand callbacks at once do not take gigabytes.
 *
 * @returns what gives it back, once; undefined when all are taken
 */
export function takeTurn(): (() => void) | undefined {
  if (taken >= atATime) return undefined;
  taken += 1;
  return () => {
    taken -= 1;
  };
}
