import type { EncodedPacket, EncodedPacketSink } from './mediabunny';
import { EncodedPacket as Packet } from './mediabunny';

/** A week of sound, at a hundred packets a second. Damaged tables may promise billions. */
const mostPackets = 7 * 24 * 3_600 * 100;

/**
 * The packets of a track, one after another. The library's own iterator reads up to a second of work ahead, which is
 * tens of thousands of packets, and goes on reading after its reader has stopped.
 *
 * @throws what the library throws for a damaged recording
 */
export async function* packetsFrom(
  packets: EncodedPacketSink,
  first: EncodedPacket | null,
  options: { metadataOnly?: boolean } = {},
): AsyncGenerator<EncodedPacket> {
  let count = 0;
  let usualDuration = 0;
  for (let packet = first; packet !== null; packet = await packets.getNextPacket(packet, options)) {
    if (++count > mostPackets) throw new Error('There are too many packets.');
    // Matroska does not say how long the last one is.
    if (packet.duration > 0) usualDuration = packet.duration;
    yield packet.duration > 0 || usualDuration === 0 ? packet : lasting(packet, usualDuration);
  }
}

function lasting(packet: EncodedPacket, duration: number): EncodedPacket {
  return new Packet(
    packet.data,
    packet.type,
    packet.timestamp,
    duration,
    packet.sequenceNumber,
    packet.byteLength,
  );
}
