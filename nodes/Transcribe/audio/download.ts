import type { IExecuteFunctions } from 'n8n-workflow';
import { TranscriptionError } from '../../../transcription/errors';
import { oneLine } from '../../../transcription/text/oneLine';
import { systemClock } from '../../shared/clock';
import { type RawResponse, readResponse } from '../../shared/http/rawResponse';
import { timerMs } from '../../shared/http/timeoutSignal';
import { toTransportError } from '../../shared/http/transportError';
import { utf8OfHeader } from './fileName';

export interface Download extends RawResponse {
  /** Where the file is, after all redirects. */
  url: string;
  /** Where in the file the body begins: not every server can begin where it is asked to. */
  startByte: number;
}

/** As many as n8n's own HTTP helper follows. */
const mostRedirects = 21;

/**
 * Asks for the file behind a URL. Redirects are followed here, one request each, because n8n's HTTP helper does not
 * say where they led; it checks the address of every request against its SSRF protection.
 *
 * @param fromByte where the body should begin
 * @throws TranscriptionError (`invalidInput`) if there is no file at the URL; `network`, retryable, if its server
 *   can't be reached
 */
export async function startDownload(
  execution: IExecuteFunctions,
  url: string,
  timeoutMs: number,
  fromByte = 0,
): Promise<Download> {
  const until = systemClock.now() + timeoutMs;
  let at = url;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await ask(execution, { url, at, fromByte, timeoutMs: until - systemClock.now() });
    const location = redirectOf(answer);
    const next = location === undefined ? undefined : addressOf(location, at);
    if (next !== undefined && redirects < mostRedirects) {
      answer.body.destroy();
      at = next;
      continue;
    }
    const problem =
      next === undefined ? problemOf(answer, fromByte) : `it was redirected more than ${mostRedirects} times`;
    if (problem === undefined) {
      return { ...answer, url: at, startByte: answer.status === partialContent ? fromByte : 0 };
    }
    answer.body.destroy();
    throw notAudio(url, problem);
  }
}

/** The answer to a request for a range (RFC 9110). */
const partialContent = 206;

async function ask(
  execution: IExecuteFunctions,
  { url, at, fromByte, timeoutMs }: { url: string; at: string; fromByte: number; timeoutMs: number },
): Promise<RawResponse> {
  const signal = execution.getExecutionCancelSignal();
  try {
    const answer: unknown = await execution.helpers.httpRequest({
      url: at,
      // A compressed response announces its compressed size.
      headers: {
        'Accept-Encoding': 'identity',
        ...(fromByte > 0 ? { Range: `bytes=${fromByte}-` } : {}),
      },
      encoding: 'stream',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      timeout: timerMs(timeoutMs),
      abortSignal: signal,
    });
    return readResponse(answer);
  } catch (error) {
    signal?.throwIfAborted();
    throw broken(url, error);
  }
}

function redirectOf({ status, headers }: RawResponse): string | undefined {
  return [301, 302, 303, 307, 308].includes(status) ? headers.location : undefined;
}

/** @returns undefined for anything that is not a web address */
function addressOf(location: string, base: string): string | undefined {
  const text = utf8OfHeader(location);
  if (!URL.canParse(text, base)) return undefined;
  const from = new URL(base);
  const to = new URL(text, base);
  if (!/^https?:$/.test(to.protocol)) return undefined;
  if (to.origin === from.origin && to.username === '') {
    to.username = from.username;
    to.password = from.password;
  }
  return to.href;
}

function problemOf({ status, headers }: RawResponse, fromByte: number): string | undefined {
  const isAskedRange =
    status === partialContent &&
    fromByte > 0 &&
    headers['content-range']?.startsWith(`bytes ${fromByte}-`) === true;
  if (status !== 200 && !isAskedRange) return `the server answered ${status}`;
  // n8n's HTTP helper decompresses what it can and removes the header, so any encoding left here is unsupported.
  const encoding = headers['content-encoding']?.trim() ?? '';
  return /^(identity)?$/i.test(encoding)
    ? undefined
    : `the server sends it compressed (${oneLine(encoding)}), although it was asked not to`;
}

/** What a URL leads to was seen, and it is no recording. */
export class NoRecording extends TranscriptionError {}

export function notAudio(url: string, reason: string, Kind = TranscriptionError): TranscriptionError {
  return new Kind(`The audio could not be downloaded from ${withoutQuery(url)}: ${reason}.`, {
    code: 'invalidInput',
    description:
      'Check the Audio URL: it has to lead straight to the file, uncompressed, and to open without a log-in. Nothing was transcribed.',
  });
}

/** A download that failed on the way. What stays as it is (SSRF protection, a certificate) is not tried again. */
export function broken(url: string, cause: unknown): TranscriptionError {
  const { reason, transient } = toTransportError(cause);
  return new TranscriptionError(`The audio could not be downloaded from ${withoutQuery(url)}: ${reason}.`, {
    code: 'network',
    retryable: transient,
    description: 'Check the Audio URL, and that this n8n server can reach it.',
    cause,
  });
}

/** A query often holds a signature or a token. */
function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
