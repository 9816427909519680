import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runInNewContext } from 'node:vm';
import { chunkBytes } from '../../nodes/Transcribe/audio/inputAudio';
import { elkapiUploadLimits } from '../../providers/elkapi/options';
import type { AudioFile } from '../../transcription/audio/audio';
import { identified } from '../../transcription/audio/identified';
import { prepareRecording } from '../../transcription/media/prepareRecording';
import { collectGarbage } from './nodes/garbage';

/*
 * Prepares one recording for ElkAPI and writes its parts, in a process of its own:
 * `prepareMedia.ts <recording> <folder> [live]`
 */

const liveEveryMs = 100;

const live = (): number => {
  runInNewContext('gc()');
  // The second round releases the buffers that the first found unused.
  runInNewContext('gc()');
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

async function main(recording: string, folder: string, measuresLive: boolean): Promise<void> {
  const file: AudioFile = await identified({
    kind: 'file',
    fileName: path.basename(recording),
    mediaType: '',
    sizeBytes: (await stat(recording)).size,
    open: () => createReadStream(recording, { highWaterMark: chunkBytes }),
  });
  await collectGarbage();
  let liveBytes = live();
  const timer = measuresLive
    ? setInterval(() => (liveBytes = Math.max(liveBytes, live())), liveEveryMs)
    : undefined;
  const started = performance.now();
  const parts = await prepareRecording(file, elkapiUploadLimits());
  for (const [number, part] of parts.entries()) {
    await pipeline(part.file.open(), createWriteStream(path.join(folder, `${number}-${part.file.fileName}`)));
    // Recordings that are over before the timer fires are measured, too.
    if (measuresLive) liveBytes = Math.max(liveBytes, live());
  }
  const ms = performance.now() - started;
  clearInterval(timer);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const partBytes = parts.reduce((sum, part) => sum + part.file.sizeBytes, 0);
  process.stdout.write(JSON.stringify({ ms, parts: parts.length, partBytes, liveBytes, peakBytes }));
}

const [recording = '', folder = '', mode] = process.argv.slice(2);
main(recording, folder, mode === 'live').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
