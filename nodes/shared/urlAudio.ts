import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { AudioFile } from '../../transcription/audio';
import { TranscriptionError } from '../../transcription/errors';
import { TransportError } from '../../transcription/http';
import { type AnswerStream, chunksInTime, isAnswerStream } from './chunks';
import { fileNameFromHeader, fileNameFromUrl } from './fileName';
import { toTransportError } from './transportError';

const downloadSchema = z.object({
  statusCode: z.number(),
  headers: z.object({
    'content-length': z.string().regex(/^\d+$/).transform(Number).optional().catch(undefined),
    'content-type': z.string().optional().catch(undefined),
    'content-disposition': z.string().optional().catch(undefined),
  }),
  body: z.custom<AnswerStream>(isAnswerStream),
});

type Download = z.infer<typeof downloadSchema>;

/**
 * A file whose size its server does not tell has to be held in memory to be counted. This is above what any
 * provider that is given files takes (25 MiB), so that its own message is the one that is seen.
 */
const maxHeldBytes = 26 * 1024 * 1024;

export interface UrlAudio {
  file: AudioFile;
  /** What the file is called where it lies. */
  name: string | undefined;
  /** Closes a download that was begun and not read. */
  release: () => void;
}

/**
 * Opens the audio behind a URL as a source that is read while it is sent. The first reading uses the download
 * that told the size; each further one (a retry) downloads anew.
 *
 * @throws TranscriptionError (`invalidInput`) when there is no audio at the URL; `network`, retryable, when the
 *   download failed on the way
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
  const sizeBytes = headers['content-length'];
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
): Promise<Download> {
  const signal = execution.getExecutionCancelSignal();
  let answer: unknown;
  try {
    answer = await execution.helpers.httpRequest({
      url,
      // A compressed answer would tell the compressed size.
      headers: { 'Accept-Encoding': 'identity' },
      encoding: 'stream',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      timeout: timeoutMs,
      abortSignal: signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw broken(url, toTransportError(error).reason, error);
  }
  const download = downloadSchema.parse(answer);
  if (download.statusCode !== 200) {
    download.body.destroy();
    throw notAudio(url, `the server answered ${download.statusCode}`);
  }
  if (/^text\/html\b/i.test(download.headers['content-type'] ?? '')) {
    download.body.destroy();
    throw notAudio(url, 'the address leads to a web page, not to a file');
  }
  return download;
}

/** Passes a download on and notices one that broke off: its upload would wait for the missing bytes. */
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
      yield chunk;
    }
  } catch (error) {
    throw broken(url, toTransportError(error).reason, error);
  }
  if (received !== sizeBytes) throw broken(url, `it ended after ${received} of ${sizeBytes} bytes`);
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

/** A source that sends a byte now and then would hold the workflow for days. */
function downloading(body: AnswerStream, timeoutMs: number): AsyncGenerator<Uint8Array> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const late = () =>
    new TransportError(
      `it was not complete after ${timeoutMs / 1000} s, which Request Timeout (Seconds) allows`,
      true,
      true,
    );
  return chunksInTime(body, timeout, late);
}

function notAudio(url: string, reason: string): TranscriptionError {
  return new TranscriptionError(`The audio could not be downloaded from ${withoutQuery(url)}: ${reason}.`, {
    code: 'invalidInput',
    description:
      'Check the Audio URL: it has to lead straight to the file, and to open without a log-in. Nothing was sent to be transcribed.',
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
