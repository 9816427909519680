import { parseFile } from 'music-metadata';
import type { AudioSource } from '../transcription/audio/audio';
import { outputBaseName } from '../transcription/formats/fileName';
import { identified } from '../transcription/audio/identified';
import { recordingName } from '../transcription/audio/recordingName';
import { localFile } from './localFile';

/** A recording named on the command line. */
export interface Source {
  audio: AudioSource;
  /** The base name for output files. */
  baseName: string;
  /** Undefined if it can't be read from the recording. */
  durationSeconds?: number;
}

/** @throws Error when the file does not exist */
export async function readSource(named: string): Promise<Source> {
  if (/^https?:\/\//i.test(named)) {
    return { audio: { kind: 'url', url: named }, baseName: baseNameOf(new URL(named).pathname) };
  }
  const audio = await identified(localFile(named));
  const durationSeconds = await durationOf(named);
  return { audio, baseName: baseNameOf(named), ...(durationSeconds && { durationSeconds }) };
}

const baseNameOf = (path: string) => outputBaseName(recordingName(path)) ?? 'transcript';

async function durationOf(file: string): Promise<number | undefined> {
  try {
    return (await parseFile(file, { duration: true, skipCovers: true })).format.duration;
  } catch {
    // The service may support what this reader does not.
    return undefined;
  }
}
