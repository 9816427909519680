/** Packets have a few hundred bytes. They are handed on in blocks. */
const blockBytes = 64 * 1024;

/**
 * Joins pieces of a file to blocks. The last is held back until the pieces have ended without an error: a receiver that
 * has all bytes takes the upload for complete.
 */
export async function* inBlocks(source: AsyncIterable<readonly Uint8Array[]>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | undefined;
  let block = new Uint8Array();
  let filled = 0;
  for await (const pieces of source) {
    for (const piece of pieces) {
      if (filled > 0 && filled + piece.length > blockBytes) {
        if (held !== undefined) yield held;
        held = block.subarray(0, filled);
        filled = 0;
      }
      if (piece.length >= blockBytes) {
        if (held !== undefined) yield held;
        held = piece;
        continue;
      }
      if (filled === 0) block = new Uint8Array(blockBytes);
      block.set(piece, filled);
      filled += piece.length;
    }
  }
  if (held !== undefined) yield held;
  if (filled > 0) yield block.subarray(0, filled);
}
