import { type CopiedSound, type Excerpt, fingerprintWith, packetsOf } from './excerpt';
import { FileChanged } from './fileChanged';
import { inBlocks } from './inBlocks';
import { forWave } from './pcm';

/** A file that is nothing but headers and, behind them, its packets in a row. */
export interface HeadedFile {
  headers: Uint8Array;
  /** Of the packets' sizes. */
  fingerprint: number;
}

/**
 * Writes such a file without the library's writer, which would build all its tables again.
 *
 * @throws FileChanged if the recording is another than when the headers were made; what reading it throws
 */
export async function* soundBehind(
  file: HeadedFile,
  sound: CopiedSound,
  excerpt: Excerpt,
): AsyncGenerator<Uint8Array> {
  yield* inBlocks(piecesOf(file, sound, excerpt));
}

async function* piecesOf(
  { headers, fingerprint }: HeadedFile,
  sound: CopiedSound,
  excerpt: Excerpt,
): AsyncGenerator<[Uint8Array]> {
  let seen = 0;
  yield [headers];
  for await (const packet of packetsOf(sound, excerpt)) {
    seen = fingerprintWith(seen, packet);
    yield [forWave(packet.data, sound.codec)];
  }
  if (seen !== fingerprint) throw new FileChanged();
}
