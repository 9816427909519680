import { TransportError } from '../../../transcription/calls/http';

/** Failures after which the request certainly never left: the name lookup or the connection failed. */
const neverSent: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'the host name could not be looked up',
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'the host name does not exist',
};

const perhapsSent: Readonly<Record<string, string>> = {
  ECONNABORTED: 'no answer came in time',
  ECONNRESET: 'the connection was closed',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  EPIPE: 'the connection was closed',
  ERR_BAD_RESPONSE: 'the answer broke off',
  ETIMEDOUT: 'no answer came in time',
};

/** Node's and OpenSSL's codes for a rejected certificate. */
const certificateCode = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_)/;

/**
 * Translates an error from n8n's HTTP helper. Its own message is not used, because it may contain the URL with its
 * query.
 */
export function toTransportError(error: unknown): TransportError {
  const chain = causesOf(error);
  const known = chain.find((level) => level instanceof TransportError);
  if (known instanceof TransportError) return known;
  const code = chain.flatMap(codeOf)[0];
  if (chain.some((level) => /ssrf/i.test(nameOf(level)))) {
    const reason = 'this n8n does not allow requests to that address (SSRF protection)';
    return new TransportError(reason, { requestSent: false, transient: false, cause: error });
  }
  if (code === undefined) {
    return new TransportError('the request failed', { requestSent: true, transient: true, cause: error });
  }
  if (certificateCode.test(code)) {
    const reason = `the server's certificate is not trusted (${code})`;
    return new TransportError(reason, { requestSent: false, transient: false, cause: error });
  }
  const words = neverSent[code] ?? perhapsSent[code] ?? 'the request failed';
  const requestSent = !(code in neverSent || chain.some(isFailureToConnect));
  return new TransportError(`${words} (${code})`, { requestSent, transient: true, cause: error });
}

/** The error and all its causes: n8n wraps the errors of its HTTP client. */
function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let level = error; level !== undefined && !chain.includes(level);) {
    chain.push(level);
    level = isObject(level) ? level.cause : undefined;
  }
  return chain;
}

/** A host with several addresses fails with one error per address. Nothing was sent if no connection was made. */
function isFailureToConnect(level: unknown): boolean {
  if (!isObject(level)) return false;
  const { errors } = level;
  return Array.isArray(errors) && errors.length > 0
    ? errors.every(isFailureToConnect)
    : level.syscall === 'connect';
}

function codeOf(level: unknown): string[] {
  if (!isObject(level)) return [];
  return [level.code, level.httpCode].filter(
    (code): code is string => typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code),
  );
}

function nameOf(level: unknown): string {
  return isObject(level) && typeof level.name === 'string' ? level.name : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
