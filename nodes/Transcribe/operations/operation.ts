import type { Done } from '../outcome';
import type { Run } from '../run';

/** What is left to do for an item when all that can be checked beforehand is in order. */
export type Work = () => Promise<Done>;

/**
 * Prepares one item: reads its parameters and checks its input, and sends nothing.
 *
 * @throws TranscriptionError (`invalidInput`)
 * @returns what sends it, which resolves to what came of the item
 */
export type Operation = (run: Run, itemIndex: number) => Work | Promise<Work>;
