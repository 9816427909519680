import type { AudioFile } from './audio';
import { headBytes, identifyContent } from './content';

/** @returns the file with what its first bytes say it is; unchanged if they are not recognised */
export async function identified<File extends AudioFile>(file: File): Promise<File> {
  if (file.sizeBytes === 0) return file;
  const content = identifyContent(await headOf(file.open()));
  return content === undefined ? file : { ...file, content };
}

/** Reads no more than it needs, and closes the source. */
async function headOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Uint8Array> {
  const head: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    head.push(chunk.subarray(0, headBytes - bytes));
    bytes += chunk.length;
    if (bytes >= headBytes) break;
  }
  return Buffer.concat(head);
}
