import type { AudioFile } from '../../transcription/audio/audio';

/** Everything that a file gives. */
export async function bytesOf({ open }: Pick<AudioFile, 'open'>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of open()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
