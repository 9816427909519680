import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { megabytes, ratio, seconds, table } from './markdown';
import { ffmpeg, type MediaSource, mediaSources } from './mediaSources';
import type { PartOptions } from './part';
import { median } from './statistics';

const run = promisify(execFile);
const rounds = 3;

/** 100 Mbit/s. */
const uploadBytesPerMs = 100_000_000 / 8 / 1000;

const measuredSchema = z.object({
  ms: z.number(),
  parts: z.number(),
  partBytes: z.number(),
  liveBytes: z.number(),
  peakBytes: z.number(),
});
type Measured = z.infer<typeof measuredSchema>;

/** Cuts recordings into the parts that ElkAPI takes, and has ffmpeg cut them into as many. Needs ffmpeg. */
export async function media({ small }: PartOptions): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'transcribe-bench-media-'));
  try {
    const made = await mediaSources(folder, small ? 0.02 : 1);
    const base = {
      mp3: await memoryOf(made.small.mp3, folder),
      mp4: await memoryOf(made.small.mp4, folder),
    };
    const rows: string[][] = [];
    for (const source of made.sources) {
      rows.push(
        await row(source, base[source.file.endsWith('.mp3') ? 'mp3' : 'mp4'], folder, small ? 1 : rounds),
      );
    }
    return [
      `Medians of ${rounds} rounds, Node ${process.version}. Our time is without the start of the process, ffmpeg's with it. Memory is the most while a fresh process prepares the recording and writes its parts, beyond what another needs for one of a minute or less.\n\n`,
      table(
        [
          ...['', 'MB', 'parts', 'time, s', 'ffmpeg, s', 'time ÷ ffmpeg', 'upload at 100 Mbit/s, s'],
          ...['live memory, MB', 'resident growth, MB'],
        ],
        rows,
      ),
    ].join('');
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function row(
  source: MediaSource,
  base: { liveBytes: number; peakBytes: number },
  folder: string,
  times: number,
): Promise<string[]> {
  const ours: Measured[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < times; round++) {
    const measured = await prepare(source.file, folder);
    ours.push(measured);
    theirs.push(await cutWithFfmpeg(source, measured.parts, folder));
  }
  const { liveBytes } = await prepare(source.file, folder, 'live');
  const [{ parts, partBytes } = { parts: 0, partBytes: 0 }] = ours;
  const ms = median(ours.map((measured) => measured.ms));
  return [
    ...[source.name, megabytes(source.sizeBytes), String(parts), seconds(ms), seconds(median(theirs))],
    ...[ratio(ms / median(theirs)), seconds(partBytes / uploadBytesPerMs)],
    megabytes(liveBytes - base.liveBytes),
    megabytes(median(ours.map(({ peakBytes }) => peakBytes)) - base.peakBytes),
  ];
}

async function memoryOf(file: string, folder: string): Promise<{ liveBytes: number; peakBytes: number }> {
  const { peakBytes } = await prepare(file, folder);
  const { liveBytes } = await prepare(file, folder, 'live');
  return { liveBytes, peakBytes };
}

async function prepare(file: string, folder: string, ...mode: Array<'live'>): Promise<Measured> {
  const script = path.join(__dirname, 'prepareMedia.ts');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, file, folder, ...mode]);
  return measuredSchema.parse(JSON.parse(stdout));
}

async function cutWithFfmpeg(source: MediaSource, parts: number, folder: string): Promise<number> {
  const extension = source.file.endsWith('.mp3') ? 'mp3' : 'm4a';
  const segments =
    parts > 1 ? ['-f', 'segment', '-segment_time', `${Math.ceil(source.seconds / parts)}`] : [];
  const output = path.join(folder, parts > 1 ? `ffmpeg%d.${extension}` : `ffmpeg.${extension}`);
  const started = performance.now();
  await ffmpeg('-i', source.file, '-vn', '-c', 'copy', ...segments, output);
  return performance.now() - started;
}
