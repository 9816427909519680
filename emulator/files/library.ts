import { Readable } from 'node:stream';
import { fixtureBytes, fixtures } from '../recordings/fixtures';
import { discard, memoryFile, openStored, type StoredFile } from '../http/storedFile';

export interface ServedFile {
  stored: StoredFile;
  contentType?: string;
  contentDisposition?: string;
  /** Sends the file without a content length. */
  chunked?: boolean;
  /** Pads the content with zeros up to this size: a big file that takes no memory. */
  padTo?: number;
  headers?: Record<string, string>;
  /** Whether a download may begin in the middle, as most servers of files allow. */
  ranges?: boolean;
}

/** The files that the files host serves: audio fixtures, files added by tests, and uploads. */
export class FileLibrary {
  private audio = new Map<string, ServedFile>();
  private uploads = new Map<string, ServedFile>();

  constructor() {
    this.clear();
  }

  put(name: string, file: ServedFile): void {
    this.audio.set(name, file);
  }

  find(name: string): ServedFile | undefined {
    return this.audio.get(name);
  }

  /** Overwrites an upload at the same path, unless a stale cache keeps the old one. */
  putUpload(path: string, file: ServedFile, stale: boolean): void {
    const before = this.uploads.get(path);
    if (before && stale) return;
    this.uploads.set(path, file);
    if (before) void discard(before.stored);
  }

  findUpload(path: string): ServedFile | undefined {
    return this.uploads.get(path);
  }

  clear(): void {
    this.uploads.clear();
    this.audio = new Map(
      fixtures.map(({ file, mediaType }) => [
        file,
        { stored: memoryFile(fixtureBytes(file)), contentType: mediaType },
      ]),
    );
  }
}

export const servedBytes = ({ stored, padTo = 0 }: ServedFile): number => Math.max(stored.bytes, padTo);

/** @param start only for files that are not padded */
export function openServed(file: ServedFile, start = 0): Readable {
  const missing = servedBytes(file) - file.stored.bytes;
  return missing === 0 ? openStored(file.stored, start) : Readable.from(padded(file.stored, missing));
}

async function* padded(stored: StoredFile, missing: number): AsyncGenerator<Buffer> {
  for await (const chunk of openStored(stored)) yield Buffer.from(chunk);
  const zeros = Buffer.alloc(64 * 1024);
  for (let left = missing; left > 0; left -= zeros.length)
    yield zeros.subarray(0, Math.min(left, zeros.length));
}
