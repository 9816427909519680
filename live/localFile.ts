import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import type { AudioFile } from '../transcription/audio/audio';
import { formatOfName, mediaTypeOf } from '../transcription/audio/audioFormat';

/** A local file, read only while it is being sent. */
export function localFile(file: string): AudioFile {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new Error(`There is no file "${file}".`);
  const format = formatOfName(file);
  return {
    kind: 'file',
    fileName: path.basename(file),
    mediaType: format === undefined ? '' : mediaTypeOf(format),
    sizeBytes: found.size,
    open: () => createReadStream(file),
  };
}
