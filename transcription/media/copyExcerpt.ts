import { type Container, outputFormat } from './containers';
import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacket as Packet,
  Output,
  StreamTarget,
  type StreamTargetChunk,
} from './mediabunny';
import { withFixedSerial } from './oggPages';
import { packetsFrom } from './packets';
import { forWave, waveCodecOf } from './pcm';
import type { Recording } from './recording';

/** A stretch of a recording, in seconds on its own timeline. */
export interface Excerpt {
  /** Undefined from the very start. */
  fromSeconds?: number | undefined;
  /** Undefined to the very end. */
  toSeconds?: number | undefined;
}

/** What an excerpt holds, on the recording's timeline. */
export interface Copied {
  /** Where the first sound is that a player of the excerpt hears. */
  startSeconds: number;
  endSeconds: number;
  /** Of the packets' sizes: whether a second copy has the same form. */
  fingerprint: number;
}

/** MP3 frames may refer to bytes of the two frames before them (the bit reservoir: at most 511 bytes). */
const reservoirSeconds = 0.06;

type DecoderConfig = Awaited<ReturnType<Recording['track']['getDecoderConfig']>>;

/** A sound that can be copied. */
export type CopiedSound = Recording & { codec: NonNullable<Recording['codec']> };

/**
 * Copies the packets of an excerpt into a container, without decoding them.
 *
 * @param write gets the file's bytes. Most are in order; those of headers are overwritten at the end.
 * @throws what the library throws for a damaged recording, and whatever `write` throws
 */
export async function copyExcerpt(
  { packets, fileBytes, codec, track }: CopiedSound,
  container: Container,
  { fromSeconds, toSeconds = Number.POSITIVE_INFINITY }: Excerpt,
  write: Write,
  onFinalizing: () => void = () => undefined,
): Promise<Copied> {
  const first =
    fromSeconds === undefined
      ? await packets.getFirstPacket()
      : ((await packets.getPacket(fromSeconds - (codec === 'mp3' ? reservoirSeconds : 0))) ??
        (await packets.getFirstPacket()));
  if (first === null) throw new Error('The track holds no packets.');

  const output = new Output({
    format: outputFormat(container),
    target: new StreamTarget(new WritableStream({ write: container === 'ogg' ? repeatable(write) : write })),
  });
  let fingerprint = 0;
  const source = new EncodedAudioPacketSource(waveCodecOf(codec) ?? codec);
  output.addAudioTrack(source);
  let endSeconds = first.timestamp;
  try {
    await output.start();
    const decoderConfig = await track.getDecoderConfig();
    let meta =
      decoderConfig === null
        ? undefined
        : { decoderConfig: { ...decoderConfig, codec: waveCodecOf(codec) ?? decoderConfig.codec } };
    for await (const packet of packetsFrom({ packets, fileBytes }, first)) {
      if (packet.timestamp >= toSeconds) break;
      await source.add(moved(packet, first.timestamp, codec), meta);
      meta = undefined;
      endSeconds = Math.max(endSeconds, packet.timestamp + packet.duration);
      fingerprint = (Math.imul(fingerprint, 31) + packet.byteLength) | 0;
    }
    onFinalizing();
    await output.finalize();
  } catch (error) {
    await output.cancel().catch(() => undefined);
    throw error;
  }
  const skipped = fromSeconds === undefined ? 0 : skippedSeconds(codec, await track.getDecoderConfig());
  return { startSeconds: first.timestamp + skipped, endSeconds, fingerprint };
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
    forWave(packet.data, codec),
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
