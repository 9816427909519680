import type { IExecuteFunctions } from 'n8n-workflow';
import type { AudioFile } from '../../../transcription/audio/audio';
import { TranscriptionError } from '../../../transcription/errors';
import { TransportError } from '../../../transcription/calls/http';
import { oneLine } from '../../../transcription/text/oneLine';
import { type AnswerStream, chunksInTime } from '../../shared/http/chunksInTime';
import { fileNameFromHeader, fileNameFromUrl } from './fileName';
import { type RawResponse, readResponse } from '../../shared/http/rawResponse';
import { timeoutSignal, timerMs } from '../../shared/http/timeoutSignal';
import { toTransportError } from '../../shared/http/transportError';

/**
 * A file of unannounced size has to be held in memory to be measured. The limit is above what any provider that takes
 * files accepts (25 MiB), so that the user sees the provider's own message.
 */
const maxHeldBytes = 26 * 1024 * 1024;

export interface UrlAudio {
  file: AudioFile;
  /** The file's name on its server. */
  name: string | undefined;
  /** Closes a download that was started but not read. */
  release: () => void;
}

/**
 * Opens the audio behind a URL as a source that is read while it is sent. The first read uses the download that
 * announced the size; each further read (a retry) downloads again.
 *
 * @throws TranscriptionError (`invalidInput`) if there is no audio at the URL; `network`, retryable, if the download
 *   failed
 */
export async function openUrlAudio(
  execution: IExecuteFunctions,
  url: string,
  timeoutMs: number,
): Promise<UrlAudio> {
  const download = () => startDownload(execution, url, timeoutMs);
  const first = await download();
  const { headers } = first;
  const name = fileNameFromHeader(headers['content-disposition']) ?? fileNameFromUrl(url);
  const named = {
    kind: 'file' as const,
    fileName: name ?? 'audio',
    mediaType: headers['content-type'] ?? '',
  };
  const sizeBytes = announcedBytes(headers['content-length']);
  if (sizeBytes === undefined) {
    const content = await hold(first.body, url, timeoutMs);
    return {
      file: { ...named, sizeBytes: content.length, open: () => [content] },
      name,
      release: () => undefined,
    };
  }
  let unread: AnswerStream | undefined = first.body;
  return {
    file: {
      ...named,
      sizeBytes,
      async *open() {
        const body = unread ?? (await download()).body;
        unread = undefined;
        yield* wholeDownload(body, sizeBytes, url, timeoutMs);
      },
    },
    name,
    release: () => unread?.destroy(),
  };
}

async function startDownload(
  execution: IExecuteFunctions,
  url: string,
  timeoutMs: number,
): Promise<RawResponse> {
  const signal = execution.getExecutionCancelSignal();
  let download: RawResponse;
  try {
    const answer: unknown = await execution.helpers.httpRequest({
      url,
      // A compressed response would announce its compressed size.
      headers: { 'Accept-Encoding': 'identity' },
      encoding: 'stream',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      timeout: timerMs(timeoutMs),
      abortSignal: signal,
    });
    download = readResponse(answer);
  } catch (error) {
    signal?.throwIfAborted();
    throw broken(url, toTransportError(error).reason, error);
  }
  const problem = problemOf(download);
  if (problem === undefined) return download;
  download.body.destroy();
  throw notAudio(url, problem);
}

function problemOf({ status, headers }: RawResponse): string | undefined {
  if (status !== 200) return `the server answered ${status}`;
  if (/^text\/html\b/i.test(headers['content-type'] ?? '')) {
    return 'the address leads to a web page, not to a file';
  }
  // n8n's HTTP helper decompresses what it can and removes the header, so any encoding left here is unsupported.
  const encoding = headers['content-encoding']?.trim() ?? '';
  return /^(identity)?$/i.test(encoding)
    ? undefined
    : `the server sends it compressed (${oneLine(encoding)}), although it was asked not to`;
}

function announcedBytes(header: string | undefined): number | undefined {
  const bytes = /^\d+$/.test(header ?? '') ? Number(header) : undefined;
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/**
 * Passes a download on and checks its length. If it breaks off, the upload would wait for the missing bytes. It can
 * also be too long: n8n's HTTP helper decompresses a response that was compressed unasked, but keeps the compressed
 * length.
 */
async function* wholeDownload(
  body: AnswerStream,
  sizeBytes: number,
  url: string,
  timeoutMs: number,
): AsyncGenerator<Uint8Array> {
  let received = 0;
  try {
    for await (const chunk of downloading(body, timeoutMs)) {
      received += chunk.length;
      if (received > sizeBytes) break;
      yield chunk;
    }
  } catch (error) {
    throw broken(url, toTransportError(error).reason, error);
  }
  if (received > sizeBytes) {
    throw notAudio(url, `it is larger than the ${sizeBytes} bytes that its server announced`);
  }
  if (received < sizeBytes) throw broken(url, `it ended after ${received} of ${sizeBytes} bytes`);
}

async function hold(body: AnswerStream, url: string, timeoutMs: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of downloading(body, timeoutMs)) {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > maxHeldBytes) break;
    }
  } catch (error) {
    throw broken(url, toTransportError(error).reason, error);
  }
  return Buffer.concat(chunks);
}

/** The time limit stops a server that sends a byte now and then from holding the workflow for days. */
function downloading(body: AnswerStream, timeoutMs: number): AsyncGenerator<Uint8Array> {
  const late = () =>
    new TransportError(
      `it was not complete after ${timeoutMs / 1000} s, which Request Timeout (Seconds) allows`,
      { requestSent: true, transient: true },
    );
  return chunksInTime(body, timeoutSignal(timeoutMs), late);
}

function notAudio(url: string, reason: string): TranscriptionError {
  return new TranscriptionError(`The audio could not be downloaded from ${withoutQuery(url)}: ${reason}.`, {
    code: 'invalidInput',
    description:
      'Check the Audio URL: it has to lead straight to the file, uncompressed, and to open without a log-in. Nothing was transcribed.',
  });
}

function broken(url: string, reason: string, cause?: unknown): TranscriptionError {
  return new TranscriptionError(`The audio could not be downloaded from ${withoutQuery(url)}: ${reason}.`, {
    code: 'network',
    retryable: true,
    description: 'Check the Audio URL, and that this n8n server can reach it.',
    cause,
  });
}

/** A query often holds a signature or a token. */
function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
