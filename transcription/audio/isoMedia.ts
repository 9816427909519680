import { latin1, uint32 } from './bytes';
import type { Content } from './contentKinds';

/** Boxes that begin files written before ISO media files had to name their brand first. */
const earlyBoxes = /^(?:moov|mdat|wide|free|skip|pnot)$/;

/** https://mp4ra.org/registered-types/brands */
const audioBrands = /^M4[ABP] $/;
const quickTimeBrands = /^(?:qt {2}|mqt )$/;
const imageBrands = /^(?:he[iv][cmsx]|mif[12]|msf1|avi[fs]|crx |jp[2x] )$/;
const mobileBrands = /^(?:3g[2egprs].|mmp4|kddi)$/;
/** A 3GP file with one of these besides is read by everything that reads MP4. */
const ordinaryBrands = /^(?:iso[m2-9]|mp4[12]|M4[ABV] |avc1)$/;

/**
 * What an ISO media file or a QuickTime file is. Only Apple's brands say that it has no video track; for the others, a
 * name or a media type decides between M4A and MP4.
 */
export function isoMedia(head: Uint8Array): Content | undefined {
  let at = 0;
  while (at + 8 <= head.length) {
    const size = uint32(head, at);
    const type = latin1(head, at + 4, at + 8);
    if (type === 'ftyp') return byBrand(head, at, size);
    if (!earlyBoxes.test(type) || (size > 1 && size < 8)) break;
    // A size of 1 announces one of 64 bits, 0 a box up to the end: the next box is far away.
    at = size > 1 ? at + size : head.length;
  }
  return at > 0 ? { kind: 'mov', orElse: ['mp4', 'm4a'] } : undefined;
}

function byBrand(head: Uint8Array, at: number, size: number): Content | undefined {
  const end = Math.min(at + size, head.length);
  const major = latin1(head, at + 8, at + 12);
  if (size < 12 || major.length < 4) return undefined;
  if (audioBrands.test(major)) return { kind: 'm4a' };
  if (quickTimeBrands.test(major)) return { kind: 'mov' };
  if (imageBrands.test(major)) return { kind: 'image' };
  if (major.startsWith('aax')) return { kind: 'audible' };
  const others = [];
  for (let next = at + 16; next + 4 <= end; next += 4) others.push(latin1(head, next, next + 4));
  if (mobileBrands.test(major) && !others.some((brand) => ordinaryBrands.test(brand))) return { kind: '3gp' };
  return { kind: 'mp4', orElse: ['m4a'] };
}
