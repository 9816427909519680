import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredFile } from '../http/storedFile';
import { SAMPLE_RATE } from './alphabet';

/**
 * The first audio track of a file in any format that ffmpeg reads, as 16-bit mono PCM, while it is being decoded. Ends
 * without a byte if there is none; throws if ffmpeg is not installed. Damaged files are decoded as far as possible.
 */
export async function* decode(
  file: StoredFile,
  signal: AbortSignal,
  program = 'ffmpeg',
): AsyncGenerator<Buffer> {
  if ('path' in file.content) {
    yield* decodePath(file.content.path, signal, program);
    return;
  }
  // MP4 files may begin with what can only be read after their end, so a pipe will not do.
  const folder = await mkdtemp(join(tmpdir(), 'transcribe-hearing-'));
  try {
    const path = join(folder, 'recording');
    await writeFile(path, file.content.memory);
    yield* decodePath(path, signal, program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* decodePath(path: string, signal: AbortSignal, program: string): AsyncGenerator<Buffer> {
  const output = ['-map', '0:a:0', '-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le', 'pipe:1'];
  const ffmpeg = spawn(program, ['-nostdin', '-v', 'quiet', '-threads', '1', '-i', path, ...output], {
    stdio: ['ignore', 'pipe', 'ignore'],
    signal,
  });
  let failure: Error | undefined;
  ffmpeg.once('error', (error) => (failure ??= error));
  const closed = once(ffmpeg, 'close').catch(() => undefined);
  try {
    for await (const chunk of ffmpeg.stdout) yield Buffer.from(chunk);
    await closed;
  } finally {
    ffmpeg.kill();
  }
  if (!failure) return;
  throw 'code' in failure && failure.code === 'ENOENT'
    ? new Error('The emulator needs ffmpeg to hear tone speech, and it is not installed', { cause: failure })
    : failure;
}
