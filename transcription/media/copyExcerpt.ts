import { type Container, outputFormat } from './containers';
import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacket as Packet,
  Output,
  StreamTarget,
  type StreamTargetChunk,
} from './mediabunny';
import { type CopiedSound, type Excerpt, fingerprintWith, packetsOf } from './excerpt';
import { withFixedSerial } from './oggPages';
import { forWave, waveCodecOf } from './pcm';
import type { Recording } from './recording';

/** What an excerpt holds, on the recording's timeline. */
export interface Copied {
  /** Where the first sound is that a player of the excerpt hears. */
  startSeconds: number;
  endSeconds: number;
  /** Of all packets. */
  soundBytes: number;
  /** Of the packets' sizes. */
  fingerprint: number;
}

export interface CopyOptions {
  /** Called when all packets are written, and the rest of the file follows. */
  onFinalizing?: () => void;
  /** Writes zeros in place of the sound, without reading it. */
  sizesOnly?: boolean;
}

type DecoderConfig = Awaited<ReturnType<Recording['track']['getDecoderConfig']>>;

/**
 * Copies the packets of an excerpt into a container, without decoding them.
 *
 * @param write gets the file's bytes. Most are in order; those of headers are overwritten at the end.
 * @throws what the library throws for a damaged recording, and whatever `write` throws
 */
export async function copyExcerpt(
  sound: CopiedSound,
  container: Container,
  excerpt: Excerpt,
  write: Write,
  { onFinalizing = () => undefined, sizesOnly = false }: CopyOptions = {},
): Promise<Copied> {
  const { codec, track } = sound;
  const output = new Output({
    format: outputFormat(container),
    target: new StreamTarget(new WritableStream({ write: container === 'ogg' ? repeatable(write) : write })),
  });
  const source = new EncodedAudioPacketSource(waveCodecOf(codec) ?? codec);
  output.addAudioTrack(source);
  let fingerprint = 0;
  let soundBytes = 0;
  let startSeconds: number | undefined;
  let endSeconds = 0;
  const decoderConfig = await track.getDecoderConfig();
  try {
    await output.start();
    let meta =
      decoderConfig === null
        ? undefined
        : { decoderConfig: { ...decoderConfig, codec: waveCodecOf(codec) ?? decoderConfig.codec } };
    for await (const packet of packetsOf(sound, excerpt, { metadataOnly: sizesOnly })) {
      startSeconds ??= packet.timestamp;
      await source.add(moved(packet, startSeconds, codec), meta);
      meta = undefined;
      endSeconds = Math.max(endSeconds, packet.timestamp + packet.duration);
      soundBytes += packet.byteLength;
      fingerprint = fingerprintWith(fingerprint, packet);
    }
    onFinalizing();
    await output.finalize();
  } catch (error) {
    await output.cancel().catch(() => undefined);
    throw error;
  }
  const skipped = excerpt.fromSeconds === undefined ? 0 : skippedSeconds(codec, decoderConfig);
  return { startSeconds: (startSeconds ?? 0) + skipped, endSeconds, soundBytes, fingerprint };
}

type Write = (chunk: StreamTargetChunk) => void | Promise<void>;

function repeatable(write: Write): Write {
  return (chunk) => {
    withFixedSerial(chunk.data);
    return write(chunk);
  };
}

function moved(packet: EncodedPacket, bySeconds: number, codec: CopiedSound['codec']): EncodedPacket {
  return new Packet(
    packet.isMetadataOnly ? new Uint8Array(packet.byteLength) : forWave(packet.data, codec),
    packet.type,
    Math.max(0, packet.timestamp - bySeconds),
    packet.duration,
    packet.sequenceNumber,
  );
}

/** Bytes in the head of an Opus stream (RFC 7845) that say how many samples a player drops at the start. */
const preSkipOffset = 10;
const opusSampleRate = 48_000;

/** What players drop at the start of any Opus stream, also of one cut out of the middle. */
function skippedSeconds(codec: CopiedSound['codec'], config: DecoderConfig): number {
  if (codec !== 'opus') return 0;
  const head = viewOf(config?.description);
  return head === undefined || head.byteLength < preSkipOffset + 2
    ? 0
    : head.getUint16(preSkipOffset, true) / opusSampleRate;
}

function viewOf(bytes: unknown): DataView | undefined {
  if (bytes instanceof ArrayBuffer) return new DataView(bytes);
  return ArrayBuffer.isView(bytes)
    ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : undefined;
}
