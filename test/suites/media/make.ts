import { ffmpeg } from './ffmpeg';
import type { Source } from './sources';
import { type Speech, speechRate } from './speech';

export async function make(
  { inputs = [], late, args }: Source,
  { pcm }: Speech,
  path: string,
): Promise<void> {
  const raw = ['-f', 's16le', '-ar', `${speechRate}`, '-ac', '1', '-i', '-'];
  const offset = late === undefined ? [] : ['-itsoffset', `${late}`];
  await ffmpeg([...offset, ...raw, ...inputs, ...args, path], pcm);
}
