import { createHash } from 'crypto';
import type { IBinaryData, IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import type { AudioFile } from '../../../transcription/audio/audio';
import { identified } from '../../../transcription/audio/identified';
import { TranscriptionError } from '../../../transcription/errors';
import { unreadableFile } from '../../shared/http/streamingFile';

/** Larger chunks cost memory and are no faster. */
export const chunkBytes = 256 * 1024;

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
 * The file in an item's input data, as a source that is read while it is sent. Its first bytes are read at once.
 *
 * @param fieldName may be empty or wrong if the item has only one file
 * @throws TranscriptionError (`invalidInput`) if it can't be told which file is meant, or n8n can't read it
 */
export async function inputAudioFile(
  execution: FileReading,
  itemIndex: number,
  fieldName: string,
): Promise<InputAudio> {
  const fields = execution.getInputData()[itemIndex]?.binary ?? {};
  const [field, binary] = chosenFile(fields, fieldName);
  const named = {
    kind: 'file' as const,
    fileName: binary.fileName ?? `${field}.${binary.fileExtension ?? ''}`,
    mediaType: binary.mimeType,
  };
  const { id, fileName: recording } = binary;
  if (id === undefined) {
    const sizeBytes = Buffer.byteLength(binary.data, 'base64');
    const file = { ...named, sizeBytes, open: () => slices(binary) };
    return {
      file: await identified(file),
      recording,
      identity: createHash('sha256').update(binary.data).digest('hex'),
    };
  }
  const unreadable = (error: unknown) => {
    throw unreadableFile(error);
  };
  const { fileSize } = await execution.helpers.getBinaryMetadata(id).catch(unreadable);
  const file = { ...named, sizeBytes: fileSize, open: () => stored(execution, id) };
  return { file: await identified(file).catch(unreadable), recording, identity: lastingId(id) };
}

/**
 * The file of a field or, if there is no such field, the only file.
 *
 * @throws TranscriptionError (`invalidInput`) if it can't be told which file is meant
 */
export function chosenFile(fields: IBinaryKeyData, fieldName: string): [field: string, file: IBinaryData] {
  const named = Object.hasOwn(fields, fieldName) ? fields[fieldName] : undefined;
  if (named !== undefined) return [fieldName, named];
  const [only, ...others] = Object.entries(fields);
  if (only === undefined || others.length > 0) throw missingField(fieldName, Object.keys(fields));
  return only;
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
  const message =
    fieldName === '' && found.length > 0
      ? 'The item has several files, and Input Data Field Name is empty.'
      : `There is no file in the input data field "${fieldName}".`;
  return new TranscriptionError(message, {
    code: 'invalidInput',
    description: there
      ? `The item has ${there}. Set Input Data Field Name to the field that holds the audio.`
      : 'The item has no files at all. The node before this one has to supply the audio file; or set Audio From to URL.',
  });
}
