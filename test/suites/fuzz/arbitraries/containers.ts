import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';

const folder = path.join(__dirname, '..', 'recordings');

/** One of each container, of a few KB. */
export const recordings: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => !file.endsWith('.sh'))
    .map((file) => [file, readFileSync(path.join(folder, file))]),
);

const name = fc.constantFrom(...Object.keys(recordings));
const bytesOf = (of: string): Uint8Array => recordings[of] ?? new Uint8Array();

/** Values that sizes, counts and offsets are replaced with. */
const telling = fc.constantFrom(
  0,
  1,
  7,
  8,
  9,
  0x7f,
  0x80,
  0xff,
  0xffff,
  0x7fff_ffff,
  0x8000_0000,
  0xffff_ffff,
);

type Damage = (bytes: Buffer) => Buffer;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
/** Headers are at both ends; the middle is sound. */
const placeOf = (at: number, length: number, isNearEnd: boolean): number => {
  const skewed = Math.floor(at ** 3 * length);
  return isNearEnd ? Math.max(0, length - 1 - skewed) : skewed;
};

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(place, fc.boolean(), fc.nat(255)).map(([at, isNearEnd, value]): Damage => (bytes) => {
    if (bytes.length > 0) bytes[placeOf(at, bytes.length, isNearEnd)] = value;
    return bytes;
  }),
  fc
    .tuple(place, fc.boolean(), telling, fc.boolean())
    .map(([at, isNearEnd, value, isLittle]): Damage => (bytes) => {
      const from = Math.min(placeOf(at, bytes.length, isNearEnd), bytes.length - 4);
      if (from < 0) return bytes;
      if (isLittle) bytes.writeUInt32LE(value, from);
      else bytes.writeUInt32BE(value, from);
      return bytes;
    }),
  place.map(
    (at): Damage =>
      (bytes) =>
        bytes.subarray(0, Math.floor(at * bytes.length)),
  ),
  fc.tuple(place, place, fc.boolean()).map(([at, share, isNearEnd]): Damage => (bytes) => {
    const from = placeOf(at, bytes.length, isNearEnd);
    const gone = Math.floor(share ** 4 * (bytes.length - from));
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + gone)]);
  }),
  fc.tuple(place, place, place).map(([to, from, share]): Damage => (bytes) => {
    const start = Math.floor(from * bytes.length);
    const piece = bytes.subarray(start, start + Math.floor(share ** 3 * 2_000));
    const at = Math.floor(to * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
  }),
  fc.tuple(name, place, place).map(([other, from, to]): Damage => (bytes) => {
    const own = bytes.subarray(0, Math.floor(to * bytes.length));
    const foreign = bytesOf(other);
    return Buffer.concat([own, foreign.subarray(Math.floor(from * foreign.length)).subarray(0, 4_000)]);
  }),
);

export interface DamagedRecording {
  from: string;
  bytes: Uint8Array;
}

export const damagedRecording: fc.Arbitrary<DamagedRecording> = fc
  .tuple(name, fc.array(damage, { minLength: 1, maxLength: 4 }))
  .map(([from, damages]) => ({
    from,
    bytes: damages.reduce<Buffer>((bytes, change) => change(bytes), Buffer.from(bytesOf(from))),
  }));
