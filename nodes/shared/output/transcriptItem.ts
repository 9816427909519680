import type {
  BinaryFileType,
  BinaryHelperFunctions,
  IBinaryKeyData,
  IDataObject,
  INodeExecutionData,
} from 'n8n-workflow';
import { type FileFormat, mediaTypes, writeInSteps } from '../../../transcription/formats/write';
import { withoutRepeats } from '../../../transcription/segments/repeats';
import { forOlderPlayers } from '../../../transcription/subtitles/olderPlayers';
import type { Transcript } from '../../../transcription/transcript';
import { withoutQueries } from '../nodeErrors';
import { baseName, type Naming, titleName } from './baseName';
import { breathe, breathing } from './breathe';
import { type OutputOptions, subtitleFormats, wantsSubtitles, writeOptions } from './options';
import { transcriptJson } from './transcriptJson';
import { noSubtitles, notStored, onlySounds, repeatsLeftOut, unusedSpeakerNames } from './warnings';

/** An item not yet paired with its input. */
export type OutputItem = Pick<INodeExecutionData, 'json' | 'binary'>;

export interface TranscriptItem extends OutputItem {
  json: IDataObject & { warning?: string };
}

/** How the editor shows a file. It recognises neither SubRip nor Markdown as text by itself. */
const viewedAs = {
  html: 'html',
  md: 'text',
  srt: 'text',
  txt: 'text',
  vtt: 'text',
} satisfies Record<FileFormat, BinaryFileType>;

/** The n8n helper that stores files. */
export type FileHelpers = Pick<BinaryHelperFunctions, 'prepareBinaryData'>;

/**
 * Builds the output item of a transcript, with the files the user asked for. Every transcript leaves these nodes
 * through this function.
 *
 * The transcript may have been paid for, so a file that can't be created doesn't hold it back; `warning` reports it.
 *
 * @param recording the recording's file name, if known from elsewhere than the transcript
 */
export async function transcriptItem(
  helpers: FileHelpers,
  whole: Transcript,
  options: OutputOptions,
  recording: string | undefined,
): Promise<TranscriptItem> {
  // Reading the answer took its time already.
  await breathe(whole);
  const { transcript, repetitions } = options.leaveOutRepeats
    ? withoutRepeats(whole)
    : { transcript: whole, repetitions: [] };
  const naming = { chosen: options.fileName, recording };
  const warning = transcript.warning === undefined ? undefined : withoutQueries(transcript.warning);
  const written = await writtenFormats({ ...transcript, warning }, options, naming);
  const warnings = warning === undefined ? [] : [warning];
  if (wantsSubtitles(options) && !hasSubtitles(written)) {
    warnings.push(hasOnlySounds(transcript) ? onlySounds : noSubtitles(transcript));
  }
  const repeated = repeatsLeftOut(repetitions);
  if (repeated !== undefined) warnings.push(repeated);
  const unused = unusedSpeakerNames(transcript, options.speakerNames);
  if (unused !== undefined) warnings.push(unused);
  const binary: IBinaryKeyData = {};
  const base = baseName(transcript, naming);
  for (const format of options.files) {
    const content = written[format];
    if (content === undefined) continue;
    const fileName = `${base}.${format}`;
    try {
      const bytes = Buffer.from(asFile(content, format, options));
      const stored = await helpers.prepareBinaryData(bytes, fileName, mediaTypes[format]);
      binary[format] = { ...stored, fileType: viewedAs[format] };
    } catch (error) {
      warnings.push(notStored(fileName, error, transcript));
    }
  }
  const inline = options.inlineSubtitles.map((format) => [format, written[format]] as const);
  const subtitles = Object.fromEntries(inline.filter(([, content]) => content !== undefined));
  return {
    json: {
      ...transcriptJson(transcript, options, subtitles, recording),
      ...(warnings.length > 0 ? { warning: warnings.join(' ') } : {}),
    },
    ...(Object.keys(binary).length > 0 ? { binary } : {}),
  };
}

type Written = Partial<Record<FileFormat, string | undefined>>;

/** Writes each format once, even if it is wanted both as a file and as text. */
async function writtenFormats(
  transcript: Transcript,
  options: OutputOptions,
  naming: Naming,
): Promise<Written> {
  const asked = new Set<FileFormat>([...options.files, ...options.inlineSubtitles]);
  const write = { ...writeOptions(options), title: titleName(transcript, naming) };
  const written: Array<readonly [FileFormat, string | undefined]> = [];
  for (const format of asked) {
    written.push([format, await breathing(writeInSteps(transcript, format, write), transcript)]);
    await breathe(transcript);
  }
  // Nobody should have to open an empty file to learn that it is empty.
  const isEmpty = (format: FileFormat, content = '') =>
    isSubtitleFormat(format) && hasOnlySounds(transcript) && !content.includes(' --> ');
  return Object.fromEntries(written.filter(([format, content]) => !isEmpty(format, content)));
}

const isSubtitleFormat = (format: FileFormat): boolean => subtitleFormats.some((known) => known === format);

/** Whether something is heard, but nobody speaks. */
const hasOnlySounds = ({ text, audioEvents }: Transcript): boolean =>
  text.trim() === '' && audioEvents !== undefined && audioEvents.length > 0;

/** Only files go to players; subtitles as text go on through the workflow. */
const asFile = (content: string, format: FileFormat, { olderPlayers }: OutputOptions): string =>
  olderPlayers && isSubtitleFormat(format) ? forOlderPlayers(content) : content;

function hasSubtitles({ srt, vtt }: Written): boolean {
  return srt !== undefined || vtt !== undefined;
}
