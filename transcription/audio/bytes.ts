/** @returns the bytes as text, each byte one character */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', start, end);
}

/** @returns the byte at `at`; -1 beyond the end */
export function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? -1;
}

/** @returns an unsigned big-endian integer of 32 bits; -1 if it is cut off */
export function uint32(bytes: Uint8Array, at: number): number {
  return at + 4 > bytes.length
    ? -1
    : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}
