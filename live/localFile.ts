import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import type { AudioFile } from '../transcription/audio';
import { formatOfName, mediaTypeOf } from '../transcription/audioFormat';

/** A file on this machine, read only while it is sent. */
export function localFile(file: string): AudioFile {
  const format = formatOfName(file);
  return {
    kind: 'file',
    fileName: path.basename(file),
    mediaType: format === undefined ? '' : mediaTypeOf(format),
    sizeBytes: statSync(file).size,
    open: () => createReadStream(file),
  };
}
