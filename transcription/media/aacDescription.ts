import { box, boxAt, contentsOf } from './mp4Boxes';

/*
 * How MP4 and QuickTime files describe AAC sound (ISO/IEC 14496-12 and -14; QuickTime File Format, "Sound Sample
 * Descriptions"): a box "mp4a" with numbers of a fixed length and, behind them, the decoder's setup ("esds").
 */

/** Of the fixed numbers, and of those that QuickTime's first version adds. */
const fixedBytes = 28;
const quickTimeBytes = 16;

/**
 * @param table what is in "stsd"
 * @returns the box "mp4a" as MP4 has it, with the same setup
 * @throws if the sound is of several kinds, of another codec, or described in a way that is not known here
 */
export function aacDescription(table: Buffer): Buffer {
  const { type, sizeBytes, headerBytes } = boxAt(table, 8);
  const isOnly = table[0] === 0 && table.readUInt32BE(4) === 1 && 8 + sizeBytes <= table.length;
  if (!isOnly || type !== 'mp4a') throw new Error('The sound is not described in one "mp4a".');
  const described = table.subarray(8 + headerBytes, 8 + sizeBytes);
  const version = described.readUInt16BE(8);
  if (version > 1) throw new Error('The description is of a later version.');
  const children = described.subarray(fixedBytes + version * quickTimeBytes);
  const [setup, ...others] = [
    ...contentsOf(children, 'esds'),
    ...(version === 1 ? contentsOf(children, 'wave', 'esds') : []),
  ];
  if (setup === undefined || others.length > 0 || !isAac(setup)) throw new Error('The sound is not AAC.');
  const fixed = Buffer.from(described.subarray(0, fixedBytes));
  // The version, and the fields that only QuickTime fills in.
  fixed.fill(0, 8, 16);
  fixed.fill(0, 20, 24);
  return box('mp4a', fixed, box('esds', setup));
}

/** Descriptors, one within the other (ISO/IEC 14496-1), and the numbers of AAC in MPEG-4 and MPEG-2. */
const stream = 3;
const decoder = 4;
const decoderSetup = 5;
const aac: ReadonlySet<number | undefined> = new Set([0x40, 0x67]);

function isAac(setup: Buffer): boolean {
  const streamAt = contentAt(setup, 4, stream);
  // Flags would say that more fields follow.
  if (setup.readUInt8(streamAt + 2) >> 5 !== 0) return false;
  const decoderAt = contentAt(setup, streamAt + 3, decoder);
  return aac.has(setup[decoderAt]) && contentAt(setup, decoderAt + 13, decoderSetup) < setup.length;
}

/** Where the content of a descriptor begins: behind its tag and a length of up to four bytes. */
function contentAt(setup: Buffer, at: number, tag: number): number {
  if (setup.readUInt8(at) !== tag) throw new Error('The setup of the decoder is not plain.');
  let length = at + 1;
  while (setup.readUInt8(length) >= 0x80 && length < at + 4) length += 1;
  return length + 1;
}
