/** Tables of a recording of ten hours, and what stands around them. More is read again instead. */
const mostBytes = 8 * 1024 * 1024;

/**
 * What was read of a file before its first packet: headers and tables, which may stand at the end of a gigabyte. Whoever
 * opens the same file again need not read up to them.
 */
export class KeptRanges {
  private readonly ranges = new Map<number, readonly Uint8Array[]>();
  private bytes = 0;
  private complete = false;

  /** @returns undefined unless the whole range is kept */
  find(start: number, end: number): Uint8Array[] | undefined {
    const pieces = this.ranges.get(start);
    return pieces !== undefined && sizeOf(pieces) >= end - start ? [...pieces] : undefined;
  }

  keep(start: number, pieces: readonly Uint8Array[]): void {
    if (this.complete) return;
    const more = sizeOf(pieces) - sizeOf(this.ranges.get(start) ?? []);
    if (more <= 0 || this.bytes + more > mostBytes) return;
    this.ranges.set(start, pieces);
    this.bytes += more;
  }

  /** Whether bytes that were read anew are others than those that are kept of the same place. */
  contradicts(start: number, bytes: Uint8Array): boolean {
    for (const [keptStart, pieces] of this.ranges) {
      let pieceStart = keptStart;
      for (const piece of pieces) {
        const from = Math.max(start, pieceStart);
        const to = Math.min(start + bytes.length, pieceStart + piece.length);
        const again = bytes.subarray(from - start, to - start);
        if (to > from && Buffer.compare(again, piece.subarray(from - pieceStart, to - pieceStart)) !== 0)
          return true;
        pieceStart += piece.length;
      }
    }
    return false;
  }

  /** Nothing of what is read from now on is kept. */
  end(): void {
    this.complete = true;
  }
}

const sizeOf = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { length }) => sum + length, 0);
