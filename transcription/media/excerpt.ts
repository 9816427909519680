import type { EncodedPacket } from './mediabunny';
import { packetsFrom } from './packets';
import type { Recording } from './recording';

/** A stretch of a recording, in seconds on its own timeline. */
export interface Excerpt {
  /** Undefined from the very start. */
  fromSeconds?: number | undefined;
  /** Undefined to the very end. */
  toSeconds?: number | undefined;
}

/** A sound that can be copied. */
export type CopiedSound = Recording & { codec: NonNullable<Recording['codec']> };

/** MP3 frames may refer to bytes of the two frames before them (the bit reservoir: at most 511 bytes). */
const reservoirSeconds = 0.06;

/**
 * The packets of an excerpt, one after another.
 *
 * @param options with `metadataOnly`, packets have a size but no data
 * @throws if there is none; what the library throws for a damaged recording
 */
export async function* packetsOf(
  { packets, fileBytes, codec }: CopiedSound,
  { fromSeconds, toSeconds = Number.POSITIVE_INFINITY }: Excerpt,
  options: { metadataOnly?: boolean } = {},
): AsyncGenerator<EncodedPacket> {
  const first =
    fromSeconds === undefined
      ? await packets.getFirstPacket(options)
      : ((await packets.getPacket(fromSeconds - (codec === 'mp3' ? reservoirSeconds : 0), options)) ??
        (await packets.getFirstPacket(options)));
  if (first === null) throw new Error('The track holds no packets.');
  for await (const packet of packetsFrom({ packets, fileBytes }, first, options)) {
    if (packet.timestamp >= toSeconds) return;
    yield packet;
  }
}

/** A number for the sizes of packets in a row: whether a second copy has the same form. */
export function fingerprintWith(fingerprint: number, { byteLength }: EncodedPacket): number {
  return (Math.imul(fingerprint, 31) + byteLength) | 0;
}
