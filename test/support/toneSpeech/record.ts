import { execFile } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { ToneSpeech } from './toneSpeech';

export interface Recording {
  /** ffmpeg's options for the sound, such as `-c:a libmp3lame -b:a 64k`. */
  sound?: string;
  /** Adds a picture: the source and the options that ffmpeg's command line has for it. */
  picture?: { source: string; options: string };
  /** Further options of the file, such as `-movflags +faststart`. */
  file?: string;
}

/**
 * Opus as it treats music. Its model of speech takes a voice for one tone and its overtones: it loses a few of 10,000
 * words of tone speech.
 */
export const opus = '-c:a libopus -application lowdelay';

/** A picture that takes next to no time and space. */
export const plainPicture = (codec: 'mpeg4' | 'libvpx'): Recording['picture'] => ({
  source: 'color=size=64x36:rate=5',
  options: `-c:v ${codec}`,
});

const words = (options = '') => options.split(' ').filter((option) => option !== '');

/**
 * Writes tone speech to a file, by ffmpeg and in the format that the file's name stands for. The speech is made while it
 * is written, so hours of it take no memory.
 */
export async function record(speech: ToneSpeech, path: string, recording: Recording = {}): Promise<void> {
  const { picture } = recording;
  const inputs = ['-i', 'pipe:0', ...(picture ? ['-f', 'lavfi', '-i', picture.source] : [])];
  const sound = ['-map', '0:a', ...words(recording.sound)];
  const shown = picture ? ['-map', '1:v', ...words(picture.options), '-t', String(speech.seconds)] : [];
  const ffmpeg = promisify(execFile)('ffmpeg', [
    ...['-v', 'error', '-y', ...inputs, ...sound, ...shown, ...words(recording.file), path],
  ]);
  const { stdin } = ffmpeg.child;
  if (!stdin) throw new Error('ffmpeg has no input');
  // If ffmpeg refuses, its own words say why.
  const written = pipeline(Readable.from(speech.wav(), { objectMode: false }), stdin).catch(() => undefined);
  const [{ stderr }] = await Promise.all([ffmpeg, written]);
  if (stderr !== '') throw new Error(stderr);
}
