import type { RecordingPart } from '../../../transcription/audio/audio';
import { kindOf } from '../../../transcription/audio/checkAudio';
import { isDocumentKind } from '../../../transcription/audio/contentKinds';
import { isSignpost } from '../../../transcription/audio/shareLink';
import type { TranscriptionError } from '../../../transcription/errors';
import type { TranscriptionProvider, TranscriptionRequest } from '../../../transcription/provider';
import type { PartRange } from '../../../transcription/tasks/submitEntry';
import { allowedLength, fittingParts, lengthOf } from '../audio/fittingParts';
import { NoRecording, PrivateAddress, type Source } from '../audio/download';
import { openUrlAudio, type SeenAudio, seeUrlAudio, type UrlAudio } from '../audio/urlAudio';
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
  const left = await leftToProvider(run, prepared, audio.url);
  if (left !== undefined) return await use({ pieces: [{ request, range: left }] });
  const attempt = async (measure: boolean, opened: { audio?: UrlAudio }): Promise<T> => {
    const source = await opening(run, prepared, audio.url, measure);
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

function opening(run: Run, prepared: PreparedRequest, url: string, measure: boolean): Promise<UrlAudio> {
  return run.retry(() => openUrlAudio(run.execution, sourceAt(run, prepared, url), measure));
}

function sourceAt(run: Run, { parameters }: PreparedRequest, url: string): Source {
  const addresses = run.isProviderPrivate || parameters.allowsPrivateAddresses ? 'any' : 'public';
  return { url, timeoutMs: run.parameters.requestTimeoutMs, addresses };
}

function checked({ provider, request }: PreparedRequest, parts: readonly RecordingPart[]): PieceRequest[] {
  const inParts = parts.length > 1;
  return parts.map(({ file, startSeconds, endSeconds }) => ({
    // Parts are joined at their words.
    request: provider.check({ ...request, audio: file, wantWords: inParts || request.wantWords }),
    range: { startSeconds, ...(endSeconds === undefined ? {} : { endSeconds }) },
  }));
}

/** How long a look at a file may take that the provider is going to fetch anyway. */
const lookMs = 30_000;

/** @returns the recording's range if the provider is to fetch the file itself; undefined if it is to be sent as a file */
async function leftToProvider(
  run: Run,
  prepared: PreparedRequest,
  url: string,
): Promise<PartRange | undefined> {
  const { provider, ledger, parameters } = prepared;
  const { preparing, mode } = parameters;
  if (!provider.fetchesUrls || isSignpost(url)) return undefined;
  const { prepares, longestSeconds } = preparing;
  let endSeconds: number | undefined;
  if (prepares) {
    // A refusal by the URL alone, or parts that were sent before, need no look.
    if (provider.refusalOfUrl?.(url) !== undefined || ledger.parts !== undefined) return undefined;
    const source = sourceAt(run, prepared, url);
    const looked = { ...source, timeoutMs: Math.min(lookMs, source.timeoutMs) };
    // A finished transcript comes with its length; a task that is still running does not.
    const wantsLength = mode !== 'wait' && longestSeconds === undefined;
    const seen = await seeUrlAudio(run.execution, looked, wantsLength ? lengthOf : undefined).catch(
      (error: unknown) => {
        // What is no recording is none for the provider, either. It may reach what this server can't.
        if (error instanceof NoRecording || error instanceof PrivateAddress) throw error;
        return undefined;
      },
    );
    if (seen !== undefined && refusalOf(provider, url, seen) !== undefined) return undefined;
    endSeconds = seen?.seconds;
  }
  if (longestSeconds !== undefined) {
    const source = await opening(run, prepared, url, false);
    try {
      endSeconds = await allowedLength(source.file, longestSeconds);
    } finally {
      source.release();
    }
  }
  return { startSeconds: 0, ...(endSeconds === undefined ? {} : { endSeconds }) };
}

function refusalOf(
  provider: TranscriptionProvider,
  url: string,
  { sizeBytes, ...named }: SeenAudio,
): TranscriptionError | undefined {
  const kind = kindOf(named);
  return provider.refusalOfUrl?.(url, {
    sizeBytes,
    kind: kind !== undefined && isDocumentKind(kind) ? undefined : kind,
  });
}
