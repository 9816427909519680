import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileFormats, writeTranscript } from '../transcription/formats/write';
import { defaultSubtitleRules } from '../transcription/subtitles/rules';
import type { Transcript } from '../transcription/transcript';

/**
 * Writes a transcript into a folder as JSON and in every format, leaving out formats that it lacks the data for.
 *
 * @returns the files written
 */
export function saveTranscript(transcript: Transcript, folder: string, baseName: string): string[] {
  const options = {
    speakerLabels: true,
    audioEvents: false,
    textTimes: false,
    rules: defaultSubtitleRules,
    title: baseName,
  };
  const contents: Array<[extension: string, content: string | undefined]> = [
    ['json', `${JSON.stringify(transcript, undefined, 2)}\n`],
    ...fileFormats.map((format): [string, string | undefined] => [
      format,
      writeTranscript(transcript, format, options),
    ]),
  ];
  return contents.flatMap(([extension, content]) => {
    if (content === undefined) return [];
    const file = path.join(folder, `${baseName}.${extension}`);
    writeFileSync(file, content);
    return [file];
  });
}
