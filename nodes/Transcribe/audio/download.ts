import type { IExecuteFunctions } from 'n8n-workflow';
import { answersWithAddress, directAddress, shareLinkAdvice } from '../../../transcription/audio/shareLink';
import { isPrivateUrl } from '../../../transcription/callbacks/privateUrl';
import { TranscriptionError } from '../../../transcription/errors';
import { oneLine } from '../../../transcription/text/oneLine';
import { systemClock } from '../../shared/clock';
import { type RawResponse, readResponse } from '../../shared/http/rawResponse';
import { timerMs } from '../../shared/http/timeoutSignal';
import { toTransportError } from '../../shared/http/transportError';
import { utf8OfHeader } from './fileName';
import { addressInAnswer } from './addressInAnswer';

export interface Download extends RawResponse {
  /** Where the file is, after all redirects. */
  url: string;
  /** Where in the file the body begins: not every server can begin where it is asked to. */
  startByte: number;
}

/** The address of a file, and what may be asked for it. */
export interface Source {
  url: string;
  timeoutMs: number;
  /**
   * Whether addresses inside the own network may be asked as well. An agent, a form or a caller may choose the URL, and
   * what is behind it goes to the provider.
   */
  addresses: Addresses;
}

export type Addresses = 'any' | 'public';

/** As many as n8n's own HTTP helper follows. */
const mostRedirects = 21;

/**
 * Asks for the file behind a URL. Redirects are followed here, one request each: n8n's HTTP helper does not say where
 * they led, and each address is checked before it is asked. The helper checks it as well if n8n's SSRF protection is
 * on. Only that protection resolves names, because n8n lets no community node do so.
 *
 * @param fromByte where the body should begin
 * @throws TranscriptionError (`invalidInput`) if there is no file at the URL, or it may not be asked
 *   ({@link PrivateAddress}); `network`, retryable, if its server can't be reached
 */
export async function startDownload(
  execution: IExecuteFunctions,
  { url, timeoutMs, addresses }: Source,
  fromByte = 0,
): Promise<Download> {
  const until = systemClock.now() + timeoutMs;
  let at = url;
  for (let redirects = 0; ; redirects += 1) {
    if (addresses === 'public' && isPrivateUrl(at)) throw new PrivateAddress(url, at);
    const begin = answersWithAddress(at) ? 0 : fromByte;
    const answer = await ask(execution, { url, at, fromByte: begin, timeoutMs: until - systemClock.now() });
    const location = await locationOf(answer, { url, at, timeoutMs: until - systemClock.now() });
    const next = location === undefined ? undefined : addressOf(location, at);
    if (next !== undefined && redirects < mostRedirects) {
      answer.body.destroy();
      // A short link may lead to a share link.
      at = directAddress(next);
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

/** Where an answer says that the file is; undefined if it is the file, or an error. */
async function locationOf(
  answer: RawResponse,
  { url, at, timeoutMs }: { url: string; at: string; timeoutMs: number },
): Promise<string | undefined> {
  if (!answersWithAddress(at) || answer.status !== 200) return redirectOf(answer);
  const address = await addressInAnswer(answer.body, timeoutMs).catch((error: unknown) => {
    throw broken(url, error);
  });
  if (address === undefined) throw notAudio(url, 'the answer does not say where the file is');
  return address;
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

/** Nothing was asked, so the message is the same whether something listens there or not. */
export class PrivateAddress extends TranscriptionError {
  /** @param at where the URL leads */
  constructor(url: string, at: string) {
    const what = at === url ? 'it is' : 'it leads to';
    super(
      `The audio was not downloaded from ${withoutQuery(url)}: ${what} an address inside your own network.`,
      {
        code: 'invalidInput',
        description:
          'To load recordings from your own network, add Allow Private Addresses to the Options of this node and switch it on. It is not offered where an AI agent uses the node as a tool. Nothing was transcribed.',
      },
    );
  }
}

/** What a URL leads to was seen, and it is no recording. */
export class NoRecording extends TranscriptionError {}

const toCheck =
  'Check the Audio URL: it has to lead straight to the file, uncompressed, and to open without a login.';

export function notAudio(url: string, reason: string, Kind = TranscriptionError): TranscriptionError {
  return new Kind(`The audio could not be downloaded from ${withoutQuery(url)}: ${reason}.`, {
    code: 'invalidInput',
    description: `${shareLinkAdvice(url) ?? toCheck} Nothing was transcribed.`,
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
