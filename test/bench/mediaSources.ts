import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @throws if ffmpeg is not installed, or fails */
export async function ffmpeg(...args: string[]): Promise<void> {
  await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args]);
}

export interface MediaSource {
  name: string;
  file: string;
  seconds: number;
  sizeBytes: number;
}

interface Kind {
  name: string;
  extension: 'mp4' | 'mp3';
  seconds: number;
  clip: { seconds: number; args: readonly string[] };
}

/** Noise with a pause every three seconds. */
const sound = (seconds: number) => [
  ...['-f', 'lavfi', '-i', `anoisesrc=a=0.2:r=44100:d=${seconds}`],
  ...['-af', "volume='if(lt(mod(t,3),0.4),0.001,1)':eval=frame", '-ac', '2', '-t', `${seconds}`],
];

const video = (size: string, rate: number, ...codec: string[]) => ({
  seconds: 10,
  args: [
    ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=10`, ...sound(10)],
    ...['-c:v', 'mpeg4', ...codec, '-c:a', 'aac', '-b:a', '128k'],
  ],
});

/** 2.2 Mbit/s of pictures. */
const meeting = video(
  '640x360',
  25,
  '-b:v',
  '2200k',
  '-minrate',
  '2200k',
  '-maxrate',
  '2200k',
  '-bufsize',
  '2200k',
);

const kinds: readonly Kind[] = [
  { name: 'video of an hour', extension: 'mp4', seconds: 3_600, clip: meeting },
  { name: 'video of a quarter of an hour', extension: 'mp4', seconds: 900, clip: meeting },
  {
    name: 'MP3 of two hours',
    extension: 'mp3',
    seconds: 7_200,
    clip: { seconds: 60, args: [...sound(60), '-c:a', 'libmp3lame', '-b:a', '128k'] },
  },
  {
    name: 'video of two hours, small pictures',
    extension: 'mp4',
    seconds: 7_200,
    clip: video('160x120', 30, '-b:v', '60k', '-g', '60'),
  },
];

/**
 * Recordings of any length in seconds of work: a clip, over and over.
 *
 * @param share of their full lengths
 * @returns them, and a clip of each kind
 */
export async function mediaSources(
  folder: string,
  share: number,
): Promise<{ sources: MediaSource[]; small: Record<Kind['extension'], string> }> {
  const sources: MediaSource[] = [];
  const small: Partial<Record<Kind['extension'], string>> = {};
  for (const [index, { name, extension, seconds, clip }] of kinds.entries()) {
    const clipFile = path.join(folder, `clip${index}.${extension}`);
    await ffmpeg(...clip.args, clipFile);
    small[extension] ??= clipFile;
    const loops = Math.max(1, Math.round((seconds * share) / clip.seconds));
    const file = path.join(folder, `source${index}.${extension}`);
    await ffmpeg('-stream_loop', `${loops - 1}`, '-i', clipFile, '-c', 'copy', file);
    sources.push({ name, file, seconds: loops * clip.seconds, sizeBytes: (await stat(file)).size });
  }
  const { mp3 = '', mp4 = '' } = small;
  return { sources, small: { mp3, mp4 } };
}
