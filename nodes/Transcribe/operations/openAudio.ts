import type { RecordingPart } from '../../../transcription/audio/audio';
import { kindOf } from '../../../transcription/audio/checkAudio';
import { isDocumentKind } from '../../../transcription/audio/contentKinds';
import type { TranscriptionRequest } from '../../../transcription/provider';
import type { PartRange } from '../../../transcription/tasks/submitLedger';
import { fittingParts } from '../audio/fittingParts';
import { NoRecording } from '../audio/download';
import { openUrlAudio, type UrlAudio } from '../audio/urlAudio';
import type { Run } from '../run';
import type { PreparedRequest } from './preparedRequest';

/** One request for a recording, or for a part of it. */
export interface PieceRequest {
  request: TranscriptionRequest;
  range: PartRange;
}

/** A recording in the form in which it is sent. */
export interface OpenAudio {
  /** One or more, in the order of the recording. */
  pieces: PieceRequest[];
  /** Its name on the server that it is downloaded from. */
  sourceName?: string | undefined;
}

/**
 * Calls `use` with a recording in a form the provider takes. A file behind a URL is left to a provider that fetches
 * it and takes it. Otherwise it is streamed through this node.
 */
export async function withOpenAudio<T>(
  run: Run,
  prepared: PreparedRequest,
  use: (audio: OpenAudio) => Promise<T>,
): Promise<T> {
  const { request, parts } = prepared;
  const { audio } = request;
  if (audio.kind === 'file') return await use({ pieces: checked(prepared, parts) });
  if (prepared.provider.fetchesUrls && !prepared.parameters.preparing.prepares) {
    return await use({ pieces: [{ request, range: { startSeconds: 0 } }] });
  }
  const attempt = async (measure: boolean, opened: { audio?: UrlAudio }): Promise<T> => {
    const source = await openedOrLeft(run, prepared, audio.url, measure);
    if (source === undefined) return await use({ pieces: [{ request, range: { startSeconds: 0 } }] });
    opened.audio = source;
    try {
      const limits = prepared.provider.fileLimits(request.providerOptions);
      const fitting = await fittingParts(source.file, limits, prepared.parameters.preparing);
      return await use({ pieces: checked(prepared, fitting), sourceName: source.name });
    } finally {
      source.release();
    }
  };
  const opened: { audio?: UrlAudio } = {};
  return await attempt(false, opened).catch(async (error: unknown) => {
    if (!opened.audio?.hasOtherSize()) throw error;
    // The request broke off incomplete, so nothing was charged.
    return await attempt(true, {});
  });
}

function checked({ provider, request }: PreparedRequest, parts: readonly RecordingPart[]): PieceRequest[] {
  const inParts = parts.length > 1;
  return parts.map(({ file, startSeconds, endSeconds }) => ({
    // Parts are joined at their words.
    request: provider.check({ ...request, audio: file, wantWords: inParts || request.wantWords }),
    range: { startSeconds, ...(endSeconds === undefined ? {} : { endSeconds }) },
  }));
}

/** @returns undefined if the provider is to fetch the file itself */
async function openedOrLeft(
  run: Run,
  { provider, parameters: { preparing } }: PreparedRequest,
  url: string,
  measure: boolean,
): Promise<UrlAudio | undefined> {
  const open = () =>
    run.retry(() => openUrlAudio(run.execution, url, run.parameters.requestTimeoutMs, measure));
  if (!provider.fetchesUrls) return await open();
  const unseen = provider.refusalOfUrl?.(url);
  const seen = await open().catch((error: unknown) => {
    // What is no recording is none for the provider, either. It may reach what this server can't.
    if (error instanceof NoRecording || unseen !== undefined) throw error;
    return undefined;
  });
  if (seen === undefined) return undefined;
  const { file } = seen;
  const kind = kindOf(file);
  const refusal = provider.refusalOfUrl?.(url, {
    sizeBytes: file.sizeBytes,
    kind: kind !== undefined && isDocumentKind(kind) ? undefined : kind,
  });
  if (refusal !== undefined || preparing.longestSeconds !== undefined) return seen;
  seen.release();
  return undefined;
}
