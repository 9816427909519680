import type { EncodedPacket, EncodedPacketSink } from './mediabunny';

/**
 * The packets of a track, one after another. The library's own iterator reads up to a second of work ahead, which is
 * tens of thousands of packets, and goes on reading after its reader has stopped.
 */
export async function* packetsFrom(
  packets: EncodedPacketSink,
  first: EncodedPacket | null,
  options: { metadataOnly?: boolean } = {},
): AsyncGenerator<EncodedPacket> {
  for (let packet = first; packet !== null; packet = await packets.getNextPacket(packet, options))
    yield packet;
}
