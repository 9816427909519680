import { createHash } from 'crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { AudioFile } from '../../../transcription/audio/audio';
import { TranscriptionError } from '../../../transcription/errors';
import { unreadableFile } from '../../shared/http/streamingFile';

/** Larger chunks cost memory and are no faster. */
const chunkBytes = 256 * 1024;

export interface InputAudio {
  file: AudioFile;
  /** Tells files apart. */
  identity: string;
  /** The recording's file name, if it has one. */
  recording: string | undefined;
}

/** The part of n8n's context that is needed to read a file. */
export type FileReading = Pick<IExecuteFunctions, 'getInputData'> & {
  helpers: Pick<IExecuteFunctions['helpers'], 'getBinaryMetadata' | 'getBinaryStream'>;
};

/**
 * The file in an item's input data, as a source that is read while it is sent.
 *
 * @throws TranscriptionError (`invalidInput`) if the field is missing
 */
export async function inputAudioFile(
  execution: FileReading,
  itemIndex: number,
  fieldName: string,
): Promise<InputAudio> {
  const fields = execution.getInputData()[itemIndex]?.binary ?? {};
  const binary = fields[fieldName];
  if (binary === undefined) throw missingField(fieldName, Object.keys(fields));
  const named = {
    kind: 'file' as const,
    fileName: binary.fileName ?? `${fieldName}.${binary.fileExtension ?? ''}`,
    mediaType: binary.mimeType,
  };
  const { id, fileName: recording } = binary;
  if (id === undefined) {
    const sizeBytes = Buffer.byteLength(binary.data, 'base64');
    const file = { ...named, sizeBytes, open: () => slices(binary) };
    return { file, recording, identity: createHash('sha256').update(binary.data).digest('hex') };
  }
  const { fileSize } = await execution.helpers.getBinaryMetadata(id).catch((error: unknown) => {
    throw unreadableFile(error);
  });
  const file = { ...named, sizeBytes: fileSize, open: () => stored(execution, id) };
  return { file, recording, identity: lastingId(id) };
}

/**
 * The part of a binary ID that doesn't change. A file received by a webhook is stored in `…/executions/temp/…` while
 * the execution runs. At the end n8n replaces `temp` with the execution's ID, and a manual retry sees the new path.
 */
export function lastingId(id: string): string {
  return id.split(/[/:]/).at(-1) || id;
}

async function* stored(execution: FileReading, id: string): AsyncGenerator<Uint8Array> {
  const stream: AsyncIterable<Uint8Array> = await execution.helpers.getBinaryStream(id, chunkBytes);
  yield* stream;
}

/** n8n's in-memory mode: the item holds the file as base64. */
function* slices(binary: IBinaryData): Generator<Uint8Array> {
  const content = Buffer.from(binary.data, 'base64');
  for (let start = 0; start < content.length; start += chunkBytes) {
    yield content.subarray(start, start + chunkBytes);
  }
}

function missingField(fieldName: string, found: string[]): TranscriptionError {
  const there = found.map((name) => `"${name}"`).join(', ');
  return new TranscriptionError(`There is no file in the input data field "${fieldName}".`, {
    code: 'invalidInput',
    description: there
      ? `The item has ${there}. Set Input Data Field Name to the field that holds the audio.`
      : 'The item has no files at all. Let the node before this one supply the audio file, or set Audio From to URL.',
  });
}
