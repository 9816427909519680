import { compactText } from '../../transcription/formats/compactText';
import type { WriteOptions } from '../../transcription/formats/options';
import { readableText } from '../../transcription/formats/text';
import { type FileFormat, writeTranscript } from '../../transcription/formats/write';
import { defaultSubtitleRules, ruleSets } from '../../transcription/subtitles/rules';
import type { Transcript } from '../../transcription/transcript';
import type { Transcripts } from './replies';

/** With all there is to show. */
const full: WriteOptions = {
  speakerLabels: true,
  audioEvents: true,
  textTimes: true,
  rules: defaultSubtitleRules,
  scriptRules: ruleSets.broadcast.scripts,
};

/** The words alone. */
const plain: WriteOptions = { ...full, speakerLabels: false, audioEvents: false, textTimes: false };

/** What is made of a talk: the name of the golden file, and how its content comes about. */
export const outputs: Readonly<Record<string, (transcripts: Transcripts) => string>> = {
  'apikley.transcript.json': ({ apikley }) => shown(apikley),
  'apikley.dialogue.txt': ({ apikley }) =>
    line(readableText(apikley, { speakerLabels: true, audioEvents: false, textTimes: false })),
  'apikley.full.compact.txt': ({ apikley }) => line(compactText(apikley, full)),
  'apikley.full.html': ({ apikley }) => body(file(apikley, 'html', full)),
  'apikley.full.md': ({ apikley }) => file(apikley, 'md', full),
  'apikley.full.srt': ({ apikley }) => file(apikley, 'srt', full),
  'apikley.full.txt': ({ apikley }) => file(apikley, 'txt', full),
  'apikley.full.vtt': ({ apikley }) => file(apikley, 'vtt', full),
  'apikley.plain.srt': ({ apikley }) => file(apikley, 'srt', plain),
  'apikley.plain.txt': ({ apikley }) => file(apikley, 'txt', plain),
  'apikley.plain.vtt': ({ apikley }) => file(apikley, 'vtt', plain),
  'elkapi.transcript.json': ({ elkapi }) => shown(elkapi),
  'elkapi.compact.txt': ({ elkapi }) => line(compactText(elkapi, full)),
  'elkapi.html': ({ elkapi }) => body(file(elkapi, 'html', full)),
  'elkapi.md': ({ elkapi }) => file(elkapi, 'md', full),
  'elkapi.srt': ({ elkapi }) => file(elkapi, 'srt', full),
  'elkapi.txt': ({ elkapi }) => file(elkapi, 'txt', full),
  'elkapi.vtt': ({ elkapi }) => file(elkapi, 'vtt', full),
  'elkapi-segments.srt': ({ elkapiSegments }) => file(elkapiSegments, 'srt', full),
  'elkapi-segments.vtt': ({ elkapiSegments }) => file(elkapiSegments, 'vtt', full),
};

function file(transcript: Transcript, format: FileFormat, options: WriteOptions): string {
  const content = writeTranscript(transcript, format, options);
  if (content === undefined) throw new Error(`No ${format} could be made of the transcript`);
  return content;
}

/** What is written on a page, without the style and the script that all pages have. */
function body(page: string): string {
  const written = /<header>.*<\/main>/s.exec(page);
  if (!written) throw new Error('There is no transcript on the page');
  return line(written[0]);
}

function line(text: string): string {
  return `${text}\n`;
}

/** The transcript as a user sees it who has switched neither words nor the raw answer on. */
function shown(transcript: Transcript): string {
  return `${JSON.stringify({ ...transcript, raw: undefined, words: undefined }, null, 2)}\n`;
}
