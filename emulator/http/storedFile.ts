import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** The largest content kept in memory. Anything larger goes to a temporary file, so 200 MB take no memory. */
const MEMORY_BYTES = 8 * 1024 * 1024;

export interface StoredFile {
  bytes: number;
  sha256: string;
  /** In memory or in a temporary file. */
  content: { memory: Buffer } | { path: string };
}

export class FileTooLarge extends Error {
  override name = 'FileTooLarge';
}

export const memoryFile = (bytes: Buffer): StoredFile => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  content: { memory: bytes },
});

/** A file that stays where it is. It must not be discarded. */
export async function fileAt(path: string): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    const read = Buffer.from(chunk);
    hash.update(read);
    bytes += read.length;
  }
  return { bytes, sha256: hash.digest('hex'), content: { path } };
}

export function openStored(file: StoredFile, start = 0): Readable {
  return 'path' in file.content
    ? createReadStream(file.content.path, { start })
    : Readable.from([file.content.memory.subarray(start)], { objectMode: false });
}

export async function discard(file: StoredFile): Promise<void> {
  if ('path' in file.content) await rm(file.content.path, { force: true });
}

/** Stores streams of any size and computes their length and hash. */
export class FileStore {
  private folder?: Promise<string>;
  private made = 0;

  /** Throws FileTooLarge as soon as more than `limit` bytes have arrived. */
  async store(source: AsyncIterable<Uint8Array>, limit = Infinity): Promise<StoredFile> {
    const hash = createHash('sha256');
    let chunks: Uint8Array[] = [];
    let bytes = 0;
    let path: string | undefined;
    let handle: FileHandle | undefined;
    try {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        if (bytes > limit) throw new FileTooLarge(`More than ${limit} bytes`);
        if (handle) {
          await handle.appendFile(chunk);
          continue;
        }
        chunks.push(chunk);
        if (bytes <= MEMORY_BYTES) continue;
        path = await this.newPath();
        handle = await open(path, 'w');
        await handle.appendFile(Buffer.concat(chunks));
        chunks = [];
      }
    } catch (error) {
      await handle?.close();
      if (path) await rm(path, { force: true });
      throw error;
    }
    await handle?.close();
    return {
      bytes,
      sha256: hash.digest('hex'),
      content: path === undefined ? { memory: Buffer.concat(chunks) } : { path },
    };
  }

  async clear(): Promise<void> {
    const folder = await this.folder;
    this.folder = undefined;
    if (folder) await rm(folder, { recursive: true, force: true });
  }

  private async newPath(): Promise<string> {
    this.folder ??= mkdtemp(join(tmpdir(), 'transcribe-emulator-'));
    const number = ++this.made;
    return join(await this.folder, String(number));
  }
}
