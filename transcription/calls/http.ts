import type { AudioFile } from '../audio/audio';

/** A plain text part of a multipart body: its field name and its value. */
export type TextPart = readonly [name: string, value: string];

export type HttpBody =
  { kind: 'json'; value: object } | { kind: 'multipart'; parts: readonly TextPart[]; file: AudioFile };

export interface HttpRequest {
  method: 'GET' | 'POST';
  /** Absolute, without a query. */
  url: string;
  query?: Readonly<Record<string, string>>;
  body?: HttpBody;
  /** Whether the provider's key is sent. False for every host that is not the provider's own. */
  authenticated: boolean;
  /** Limit for the whole exchange, in milliseconds. */
  timeoutMs: number;
  /** Maximum size of the answer, unpacked; see {@link answerBytes}. */
  maxAnswerBytes: number;
}

/**
 * Maximum answer sizes, by content. Ten hours of words with all their details are about 20 MB of JSON. An answer
 * without a transcript is a few hundred bytes; the limit leaves room to read and quote a proxy's page in its place.
 */
export const answerBytes = { transcript: 24 * 1024 * 1024, other: 1024 * 1024 } as const;

/** Any answer from a server, whatever its status: the HTTP layer does not interpret it. */
export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface HttpClient {
  /** @throws TransportError if no complete answer arrives */
  send(request: HttpRequest): Promise<HttpResponse>;
}

export interface TransportErrorDetails {
  /** False only if certainly no byte of the request reached the server. */
  requestSent: boolean;
  /** False for failures that recur on every attempt: an untrusted certificate, a blocked address. */
  transient: boolean;
  cause?: unknown;
}

/** No complete answer arrived. `requestSent` says whether the server may have acted anyway. */
export class TransportError extends Error {
  override readonly name = 'TransportError';

  readonly requestSent: boolean;
  readonly transient: boolean;

  /** @param reason what went wrong, as the end of a sentence */
  constructor(
    readonly reason: string,
    { requestSent, transient, cause }: TransportErrorDetails,
  ) {
    super(reason, { cause });
    this.requestSent = requestSent;
    this.transient = transient;
  }
}
