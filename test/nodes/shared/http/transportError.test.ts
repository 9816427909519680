import { createServer, get, type RequestOptions } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { toTransportError } from '../../../../nodes/shared/http/transportError';
import { TransportError } from '../../../../transcription/calls/http';
import { closedPort } from '../../../support/closedPort';

const node: INode = {
  id: '1',
  name: 'Transcribe',
  type: 'transcribe',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};
const secretUrl = 'https://secret.example.com/v1/audio?token=hush';

const systemError = (code: string, syscall?: string, message = `${code} ${secretUrl}`) =>
  Object.assign(new Error(message), { code, syscall });

/** As n8n's HTTP client throws it: the code of what it caught, and the request with all that is in it. */
const clientError = (cause: object & { code?: unknown }, code: unknown = cause.code) =>
  Object.assign(new Error(`failed: ${secretUrl}`, { cause }), {
    name: 'AxiosError',
    code,
    config: { url: secretUrl, headers: { Authorization: 'Bearer hush' } },
  });

/** As the helper for requests with a credential throws it; n8n passes an Error where its type says JSON. */
const wrapped = (error: Error) =>
  new NodeApiError(node, z.custom<JsonObject>((value) => value instanceof Error).parse(error));

/** What a request fails with that is never answered. */
async function failureOfGet(url: string, options: RequestOptions = {}): Promise<object> {
  return await new Promise((resolve, reject) => {
    get(url, options, () => reject(new Error('It was answered'))).on('error', resolve);
  });
}

/** How an error comes: as it is, from n8n's HTTP client, and wrapped once more. */
const layers: Array<[string, (error: Error) => unknown]> = [
  ['as it is', (error) => error],
  ['from the client', clientError],
  ['from the client, and wrapped by n8n', (error) => wrapped(clientError(error))],
  ['wrapped twice', (error) => new NodeOperationError(node, wrapped(clientError(error)))],
];

describe.each(layers)('an error %s', (_layer, inLayer) => {
  test.each([
    ['ECONNREFUSED', 'connect', 'the connection was refused (ECONNREFUSED)'],
    ['ENOTFOUND', 'getaddrinfo', 'the host name does not exist (ENOTFOUND)'],
    ['EAI_AGAIN', 'getaddrinfo', 'the host name could not be looked up (EAI_AGAIN)'],
    ['EHOSTUNREACH', 'connect', 'there is no route to the host (EHOSTUNREACH)'],
    ['ENETUNREACH', 'connect', 'there is no route to the network (ENETUNREACH)'],
    ['ETIMEDOUT', 'connect', 'no answer came in time (ETIMEDOUT)'],
    ['ECONNRESET', 'connect', 'the connection was closed (ECONNRESET)'],
    ['EACCES', 'connect', 'the request failed (EACCES)'],
  ])('%s of %s: the request was never sent, and may be later', (code, syscall, reason) => {
    expect(toTransportError(inLayer(systemError(code, syscall)))).toMatchObject({
      reason,
      requestSent: false,
      transient: true,
    });
  });

  test.each([
    ['ECONNRESET', 'read', 'the connection was closed (ECONNRESET)'],
    ['EPIPE', 'write', 'the connection was closed (EPIPE)'],
    ['ETIMEDOUT', 'read', 'no answer came in time (ETIMEDOUT)'],
    ['ECONNABORTED', undefined, 'no answer came in time (ECONNABORTED)'],
    ['ERR_BAD_RESPONSE', undefined, 'the answer broke off (ERR_BAD_RESPONSE)'],
    ['HPE_INVALID_CONSTANT', undefined, 'the request failed (HPE_INVALID_CONSTANT)'],
  ])('%s of %s: the request may have reached the server', (code, syscall, reason) => {
    expect(toTransportError(inLayer(systemError(code, syscall)))).toMatchObject({
      reason,
      requestSent: true,
      transient: true,
    });
  });

  test.each(['EHOSTUNREACH', 'ENETUNREACH'])(
    '%s of read, on a connection that was there: the request may have reached the server',
    (code) => {
      expect(toTransportError(inLayer(systemError(code, 'read'))).requestSent).toBe(true);
    },
  );

  test.each([
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('%s: nothing was sent to a server that is not trusted, and nothing will be', (code) => {
    expect(toTransportError(inLayer(systemError(code)))).toMatchObject({
      reason: `the server's certificate is not trusted (${code})`,
      requestSent: false,
      transient: false,
    });
  });

  test.each(['SsrfBlockedIpError', 'SsrfBlockedHostnameError'])(
    'of the name %s: n8n does not let the request out',
    (name) => {
      const blocked = Object.assign(new Error(`${secretUrl} is restricted`), { name });
      expect(toTransportError(inLayer(blocked))).toMatchObject({
        reason: 'this n8n does not allow requests to that address (SSRF protection)',
        requestSent: false,
        transient: false,
      });
    },
  );

  test('without a code: the worst is assumed of it', () => {
    expect(toTransportError(inLayer(new Error(secretUrl)))).toMatchObject({
      reason: 'the request failed',
      requestSent: true,
      transient: true,
    });
  });

  test('that is a TransportError already is handed on as the same', () => {
    const known = new TransportError('the answer is larger than any transcript', {
      requestSent: true,
      transient: false,
    });
    expect(toTransportError(inLayer(known))).toBe(known);
  });

  test('is kept as the cause, for whoever looks into it', () => {
    const error = inLayer(systemError('ECONNRESET', 'read'));
    expect(toTransportError(error).cause).toBe(error);
  });

  test.each(['ECONNREFUSED', 'ECONNRESET', 'EACCES', 'CERT_HAS_EXPIRED', secretUrl, 'hush', ''])(
    'with the code %j does not give away the URL and what is in it',
    (code) => {
      const { reason, message } = toTransportError(inLayer(systemError(code, secretUrl)));
      expect(`${reason} ${message}`).not.toMatch(/secret|hush|http|example/i);
    },
  );
});

describe('a real connection', () => {
  test('to a port that nobody listens on is refused: nothing was sent', async () => {
    const url = await closedPort();
    const { reason, requestSent, transient } = toTransportError(await failureOfGet(`${url}/?token=hush`));
    expect(reason).toBe('the connection was refused (ECONNREFUSED)');
    expect({ requestSent, transient }).toEqual({ requestSent: false, transient: true });
  });

  test('that is refused at each of several addresses: nothing was sent', async () => {
    const { port } = new URL(await closedPort());
    const lookup: LookupFunction = (_host, _options, found) =>
      found(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
      ]);
    const options = { lookup, autoSelectFamily: true };
    const error = await failureOfGet(`http://many.example.com:${port}/?token=hush`, options);
    expect(error).toHaveProperty('errors.length', 2);
    expect(toTransportError(clientError(error))).toMatchObject({
      reason: 'the connection was refused (ECONNREFUSED)',
      requestSent: false,
      transient: true,
    });
  });

  test('that the server closes without an answer: the request may have been read', async () => {
    const server = createServer((request) => request.socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${portOf(server.address())}/?token=hush`;
    const error = await failureOfGet(url, { agent: false });
    server.close();
    expect(toTransportError(clientError(error))).toMatchObject({
      reason: 'the connection was closed (ECONNRESET)',
      requestSent: true,
      transient: true,
    });
  });

  function portOf(address: string | AddressInfo | null): number {
    if (address === null || typeof address === 'string') throw new Error('The server has no port');
    return address.port;
  }
});

describe('several addresses of one host', () => {
  test('of which one is too slow and the other has no route: nothing was sent', () => {
    const errors = [systemError('ETIMEDOUT', 'connect'), systemError('ENETUNREACH', 'connect')];
    const all = Object.assign(new AggregateError(errors), { code: 'ETIMEDOUT' });
    expect(toTransportError(clientError(all))).toMatchObject({
      reason: 'no answer came in time (ETIMEDOUT)',
      requestSent: false,
      transient: true,
    });
  });
});

describe('what is no proper error', () => {
  test.each([undefined, null, 0, 'ECONNREFUSED', secretUrl, [], {}, { cause: null }, { code: 500 }])(
    'is a request that failed and may have been sent (case %#)',
    (thrown) => {
      expect(toTransportError(thrown)).toMatchObject({
        reason: 'the request failed',
        requestSent: true,
        transient: true,
      });
    },
  );

  test('may be its own cause, or the cause of its cause', () => {
    const inner: { code: string; cause?: unknown } = { code: 'ECONNRESET' };
    const outer = { cause: inner };
    inner.cause = outer;
    expect(toTransportError(outer).reason).toBe('the connection was closed (ECONNRESET)');
    const own: { cause?: unknown } = {};
    own.cause = own;
    expect(toTransportError(own).reason).toBe('the request failed');
  });

  test('is read by a code that n8n put in the place of an HTTP status', () => {
    expect(toTransportError({ httpCode: 'ECONNREFUSED' })).toMatchObject({ requestSent: false });
    expect(toTransportError({ httpCode: '502' }).reason).toBe('the request failed');
  });
});
