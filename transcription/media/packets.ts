import type { EncodedPacket, EncodedPacketSink } from './mediabunny';
import { EncodedPacket as Packet } from './mediabunny';

/** A few packets may be larger than they are in the file: Matroska can leave out what all of them begin with. */
const mostGrowth = 2;

/**
 * The packets of a track, one after another. The library's own iterator reads up to a second of work ahead, which is
 * tens of thousands of packets, and goes on reading after its reader has stopped.
 *
 * @throws what the library throws for a damaged recording
 */
export async function* packetsFrom(
  { packets, fileBytes }: { packets: EncodedPacketSink; fileBytes: number },
  first: EncodedPacket | null,
  options: { metadataOnly?: boolean } = {},
): AsyncGenerator<EncodedPacket> {
  let bytes = 0;
  let usualDuration = 0;
  for (let packet = first; packet !== null; packet = await packets.getNextPacket(packet, options)) {
    // Damaged tables promise billions of packets, or lead back to where they came from.
    bytes += Math.max(1, packet.byteLength);
    if (bytes > mostGrowth * fileBytes) throw new Error('The packets are more than the file.');
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
