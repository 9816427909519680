import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { fixturePath } from '../../emulator/recordings/fixtures';

const samples = ['english.mp3', 'german.mp3', 'dialogue.mp3'];

/**
 * Creates the folder for the nightly example with some recordings in it. A folder that exists stays as the user left
 * it: with a real key, a recording or a missing text that came back by itself would be paid for again.
 */
export async function prepareRecordings(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await mkdir(folder, { recursive: true });
  await Promise.all(samples.map((name) => copyFile(fixturePath(name), path.join(folder, name))));
}

/** The texts that the example has written, by file name. None if the folder is gone. */
export async function textsIn(folder: string): Promise<Array<{ name: string; text: string }>> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(path.join(folder, name), 'utf8') })),
  );
}
