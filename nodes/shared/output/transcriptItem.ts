import type { BinaryHelperFunctions, IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { type FileFormat, mediaTypes, writeTranscript } from '../../../transcription/formats/write';
import type { Transcript } from '../../../transcription/transcript';
import { withoutQueries } from '../nodeErrors';
import { baseName } from './baseName';
import { type OutputOptions, wantsSubtitles, writeOptions } from './options';
import { transcriptJson } from './transcriptJson';
import { noSubtitles, notStored } from './warnings';

/** An item not yet paired with its input. */
export type OutputItem = Pick<INodeExecutionData, 'json' | 'binary'>;

export interface TranscriptItem extends OutputItem {
  json: IDataObject & { warning?: string };
}

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
  transcript: Transcript,
  options: OutputOptions,
  recording: string | undefined,
): Promise<TranscriptItem> {
  const written = writtenFormats(transcript, options);
  const warnings = transcript.warning === undefined ? [] : [withoutQueries(transcript.warning)];
  if (wantsSubtitles(options) && !hasSubtitles(written)) warnings.push(noSubtitles(transcript));
  const binary: IBinaryKeyData = {};
  const base = baseName(transcript, { chosen: options.fileName, recording });
  for (const format of options.files) {
    const content = written[format];
    if (content === undefined) continue;
    const fileName = `${base}.${format}`;
    try {
      const stored = await helpers.prepareBinaryData(Buffer.from(content), fileName, mediaTypes[format]);
      // The editor offers to view a file of type "text"; it doesn't recognise SubRip as text by itself.
      binary[format] = { ...stored, fileType: 'text' };
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
function writtenFormats(transcript: Transcript, options: OutputOptions): Written {
  const asked = new Set<FileFormat>([...options.files, ...options.inlineSubtitles]);
  const write = writeOptions(options);
  return Object.fromEntries([...asked].map((format) => [format, writeTranscript(transcript, format, write)]));
}

function hasSubtitles({ srt, vtt }: Written): boolean {
  return srt !== undefined || vtt !== undefined;
}
