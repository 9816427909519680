import type { Done } from '../outcome';
import type { Run } from '../run';

/** The work left for an item once everything that can be checked beforehand is in order. */
export type Work = () => Promise<Done>;

/**
 * Prepares one item: reads its parameters, checks its input, and sends nothing.
 *
 * @throws TranscriptionError (`invalidInput`)
 * @returns a function that sends the item and resolves to its output
 */
export type Operation = (run: Run, itemIndex: number) => Work | Promise<Work>;
