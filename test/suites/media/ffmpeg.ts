import { spawn } from 'node:child_process';

/** Decoded sound is compared at this rate, one channel. */
export const comparedRate = 8_000;

interface Ran {
  output: Buffer;
  /** What ffmpeg complained about. */
  complaints: string;
}

/** @throws if ffmpeg can't be started, or fails */
export async function ffmpeg(args: readonly string[], input?: Uint8Array): Promise<Ran> {
  const child = spawn('ffmpeg', ['-v', 'error', '-y', ...args]);
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  // ffmpeg may have enough before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const said = Buffer.concat(complaints).toString();
  if (code !== 0) throw new Error(`ffmpeg ${args.join(' ')} failed: ${said}`);
  return { output: Buffer.concat(output), complaints: said };
}

export interface Decoded {
  samples: Int16Array;
  complaints: string;
}

/** @param onTimeline with silence in front if the sound begins later than the recording */
export async function decode(path: string, onTimeline = false): Promise<Decoded> {
  const filter = onTimeline ? [`-af`, `aresample=${comparedRate}:async=1:first_pts=0`] : [];
  const { output, complaints } = await ffmpeg([
    ...['-i', path, '-map', '0:a:0', ...filter],
    ...['-ac', '1', '-ar', `${comparedRate}`, '-f', 's16le', '-'],
  ]);
  const bytes = new Uint8Array(output);
  return { samples: new Int16Array(bytes.buffer, 0, bytes.length >> 1), complaints };
}

const comparedSeconds = 0.8;
const searchSeconds = 0.1;

/** How far from its expected place a piece of a part is found in the whole, in seconds. */
export function misplacement(
  part: Int16Array,
  whole: Int16Array,
  partSeconds: number,
  expectedSeconds: number,
): number {
  const from = Math.round(partSeconds * comparedRate);
  const wanted = part.subarray(from, from + comparedSeconds * comparedRate);
  const middle = Math.round(expectedSeconds * comparedRate);
  const reach = Math.round(searchSeconds * comparedRate);
  let best = -1;
  let place = Number.NaN;
  for (let shift = -reach; shift <= reach; shift++) {
    const similarity = correlation(wanted, whole, middle + shift);
    if (similarity <= best) continue;
    best = similarity;
    place = shift / comparedRate;
  }
  if (best < 0.5) throw new Error(`The part is not found in the whole: ${best.toFixed(2)} at best.`);
  return place;
}

function correlation(wanted: Int16Array, whole: Int16Array, at: number): number {
  let product = 0;
  let power = 0;
  let ownPower = 0;
  for (let sample = 0; sample < wanted.length; sample++) {
    const one = wanted[sample] ?? 0;
    const other = whole[at + sample] ?? 0;
    product += one * other;
    power += other * other;
    ownPower += one * one;
  }
  return product / Math.sqrt(power * ownPower || 1);
}
