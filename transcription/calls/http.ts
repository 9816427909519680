import type { AudioFile } from '../audio/audio';

/** One part of a multipart body that is plain text: its field name and its value. */
export type TextPart = readonly [name: string, value: string];

export type HttpBody =
  { kind: 'json'; value: object } | { kind: 'multipart'; parts: readonly TextPart[]; file: AudioFile };

export interface HttpRequest {
  method: 'GET' | 'POST';
  /** Absolute, without a query. */
  url: string;
  query?: Readonly<Record<string, string>>;
  body?: HttpBody;
  /** Whether the provider's key goes along. Off for every host that is not the provider's own. */
  authenticated: boolean;
  /** Only for hosts that get no key in any form. Off when absent. */
  followRedirects?: boolean;
  /** How long the whole exchange may take, in milliseconds. */
  timeoutMs: number;
  /** What its answer may weigh, unpacked; see {@link answerBytes}. */
  maxAnswerBytes: number;
}

/**
 * What answers may weigh, by what they hold. Ten hours of words with all their details are about 20 MB of JSON. An
 * answer that holds no transcript is a few hundred bytes; what a proxy puts in its place is still read and quoted.
 */
export const answerBytes = { transcript: 24 * 1024 * 1024, other: 1024 * 1024 } as const;

/** Any answer of a server, whatever its status: the HTTP layer judges nothing. */
export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface HttpClient {
  /** @throws TransportError when there is no complete answer */
  send(request: HttpRequest): Promise<HttpResponse>;
}

export interface TransportErrorDetails {
  /** False only when it is certain that no byte of the request reached the server. */
  requestSent: boolean;
  /** False for what repeats itself at every try: a certificate that is not trusted, a blocked address. */
  transient: boolean;
  cause?: unknown;
}

/** No complete answer came. `requestSent` tells whether the server may have acted all the same. */
export class TransportError extends Error {
  override readonly name = 'TransportError';

  readonly requestSent: boolean;
  readonly transient: boolean;

  /** @param reason what went wrong, in words fit for the end of a sentence */
  constructor(
    readonly reason: string,
    { requestSent, transient, cause }: TransportErrorDetails,
  ) {
    super(reason, { cause });
    this.requestSent = requestSent;
    this.transient = transient;
  }
}
