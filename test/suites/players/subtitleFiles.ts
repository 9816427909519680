import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { buildCues } from '../../../transcription/subtitles/buildCues';
import { toSrt } from '../../../transcription/subtitles/srt';
import { toVtt } from '../../../transcription/subtitles/vtt';
import { parseSubtitles, type ParsedCue, validateVtt } from '../../support/parseSubtitles';
import { anyCase } from '../../transcription/subtitles/randomTranscripts';

export interface SubtitleFile {
  name: string;
  type: 'srt' | 'vtt';
  content: string;
  /** The cues that should be displayed. */
  cues: ParsedCue[];
}

const golden = join(__dirname, '../../golden');

/** Subtitle files of talks in several languages. Throws if there are none. */
export async function goldenFiles(type: SubtitleFile['type']): Promise<SubtitleFile[]> {
  const names = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith(`.${type}`),
  );
  if (names.length === 0) throw new Error(`There is no .${type} file below ${golden}`);
  return Promise.all(
    names.map(async (name) => {
      const content = readFileSync(join(golden, name), 'utf8');
      const cues = type === 'srt' ? await parseSubtitles(content, 'srt') : validateVtt(content);
      return { name, type, content, cues };
    }),
  );
}

/** Returns the same files in every run. */
export function randomFiles(type: SubtitleFile['type'], count: number): SubtitleFile[] {
  const cases = fc.sample(anyCase, { seed: 20_260_107, numRuns: 2 * count });
  return cases
    .map(({ transcript, options }) => buildCues(transcript, options) ?? [])
    .filter((cues) => cues.length > 0)
    .slice(0, count)
    .map((cues, index) => {
      const content = type === 'srt' ? toSrt(cues) : toVtt(cues);
      return { name: `random-${index}.${type}`, type, content, cues };
    });
}
