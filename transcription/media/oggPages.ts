/*
 * Ogg pages (RFC 3533). The library gives each stream a random serial number. A file that is written again must have
 * the same bytes, so the number is replaced, and the pages' checksums with it.
 */

const serialNumber = 1;
const headerBytes = 27;
const serialOffset = 14;
const checksumOffset = 22;
const segmentsOffset = 26;

/** @param pages whole pages; changed in place */
export function withFixedSerial(pages: Uint8Array): void {
  const view = new DataView(pages.buffer, pages.byteOffset, pages.byteLength);
  for (let at = 0; at + headerBytes <= pages.length;) {
    const segments = view.getUint8(at + segmentsOffset);
    let end = at + headerBytes + segments;
    for (let segment = 0; segment < segments; segment++) end += view.getUint8(at + headerBytes + segment);
    view.setUint32(at + serialOffset, serialNumber, true);
    view.setUint32(at + checksumOffset, 0, true);
    view.setUint32(at + checksumOffset, checksum(pages.subarray(at, end)), true);
    at = end;
  }
}

/** The polynomial of RFC 3533, section 6: no reflection, no final change. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  return sum >>> 0;
});

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) ^ (table[(sum >>> 24) ^ byte] ?? 0)) >>> 0;
  return sum;
}
