import { boxAt, viewOf } from './mp4Boxes';

/*
 * Moves the index of an MP4 file ("moov") in front of its sound ("mdat"), as ISO/IEC 14496-12 lays boxes out. Services
 * that read a file while it arrives need it there.
 */

/** An index, ready to stand behind the file's first box. */
export interface MovedIndex {
  bytes: Uint8Array;
  /** Where it goes: the end of the first box ("ftyp"). */
  insertAt: number;
  /** Where the sound ends, and the index stood. */
  mediaEnd: number;
}

interface Piece {
  position: number;
  data: Uint8Array;
}

/**
 * @param head the first bytes of the file: its first box and the header of the next
 * @param ending the last bytes of the file, with the whole index among them
 * @param fileBytes the size of the file
 */
export function indexInFront(head: Uint8Array, ending: readonly Piece[], fileBytes: number): MovedIndex {
  const insertAt = boxAt(head, 0).sizeBytes;
  const mediaEnd = insertAt + boxAt(head, insertAt).sizeBytes;
  const bytes = new Uint8Array(fileBytes - mediaEnd);
  for (const { position, data } of ending) {
    const from = Math.max(0, mediaEnd - position);
    if (from < data.length) bytes.set(data.subarray(from), position + from - mediaEnd);
  }
  if (boxAt(bytes, 0).type !== 'moov') throw new Error('The index does not stand behind the sound.');
  shiftOffsets(bytes, bytes.length);
  return { bytes, insertAt, mediaEnd };
}

/** The boxes on the way to the tables that say where the sound is. */
const containers: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);

/** Adds to every place that the index names. */
function shiftOffsets(box: Uint8Array, by: number): void {
  const { type, sizeBytes, headerBytes } = boxAt(box, 0);
  const content = box.subarray(headerBytes, sizeBytes);
  if (type === 'stco' || type === 'co64') shiftTable(content, type === 'stco' ? 4 : 8, by);
  if (!containers.has(type)) return;
  for (let at = 0; at + 8 <= content.length;) {
    const child = boxAt(content, at);
    shiftOffsets(content.subarray(at, at + child.sizeBytes), by);
    at += child.sizeBytes;
  }
}

/** A table: version and flags, the number of entries, and the entries. */
function shiftTable(table: Uint8Array, entryBytes: 4 | 8, by: number): void {
  const view = viewOf(table);
  const entries = view.getUint32(4);
  for (let entry = 0; entry < entries; entry++) {
    const at = 8 + entry * entryBytes;
    if (entryBytes === 4) view.setUint32(at, view.getUint32(at) + by);
    else view.setBigUint64(at, view.getBigUint64(at) + BigInt(by));
  }
}
