import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { parseSubtitles, type ParsedCue } from '../../support/parseSubtitles';
import type { SubtitleFile } from './subtitleFiles';

const run = promisify(execFile);

/** What ffmpeg finds in a file. */
export interface Played {
  name: string;
  /** As in the file, with markup. */
  read: ParsedCue[];
  /** As displayed. */
  shown: ParsedCue[];
}

/** Starting a process takes time, and the number of open files is limited. */
const filesAtOnce = 50;

/** Reads files with ffmpeg, which most players use. Throws if it can't. */
export async function playInFfmpeg(files: readonly SubtitleFile[]): Promise<Played[]> {
  const played: Played[] = [];
  for (let first = 0; first < files.length; first += filesAtOnce) {
    const folder = await mkdtemp(join(tmpdir(), 'players-'));
    try {
      played.push(...(await playIn(folder, files.slice(first, first + filesAtOnce))));
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return played;
}

async function playIn(folder: string, files: readonly SubtitleFile[]): Promise<Played[]> {
  const paths = files.map(({ type }, index) => ({
    input: join(folder, `${index}.${type}`),
    read: join(folder, `${index}.read.${type}`),
    shown: join(folder, `${index}.shown.srt`),
  }));
  await Promise.all(paths.map(({ input }, index) => writeFile(input, files[index]?.content ?? '')));
  const inputs = paths.flatMap(({ input }) => ['-i', input]);
  const outputs = paths.flatMap(({ read, shown }, index) => {
    const source = ['-map', `${index}:s:0`];
    return [...source, '-c:s', 'copy', read, ...source, '-c:s', 'subrip', shown];
  });
  const { stderr } = await run('ffmpeg', ['-nostdin', '-v', 'error', ...inputs, ...outputs]);
  if (stderr !== '') throw new Error(stderr);
  return Promise.all(
    files.map(async ({ name, type }, index) => ({
      name,
      read: await parseSubtitles(await readFile(paths[index]?.read ?? '', 'utf8'), type),
      shown: await parseSubtitles(await readFile(paths[index]?.shown ?? '', 'utf8'), 'srt'),
    })),
  );
}
