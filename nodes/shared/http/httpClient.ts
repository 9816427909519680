import type {
  ICredentialsDecrypted,
  IExecuteFunctions,
  IHttpRequestOptions,
  ILoadOptionsFunctions,
  IWebhookFunctions,
} from 'n8n-workflow';
import type { HttpBody, HttpClient, HttpRequest } from '../../../transcription/calls/http';
import { withoutSecret } from '../../../transcription/calls/redaction';
import { readAnswer } from './readAnswer';
import { readResponse } from './rawResponse';
import { StreamingFile } from './streamingFile';
import { timerMs } from './timeoutSignal';
import { toTransportError } from './transportError';

/**
 * HTTP through n8n's own helper, which handles credentials, proxies, SSRF protection and cancellation.
 *
 * @param secret removed from every response, so that no message or raw result can repeat it
 * @param credential what n8n need not read again for each request
 */
export function createHttpClient(
  execution: IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions,
  credentialType: string,
  secret: string,
  credential?: ICredentialsDecrypted,
): HttpClient {
  const { helpers } = execution;
  const redact = withoutSecret(secret);
  const signal = 'getExecutionCancelSignal' in execution ? execution.getExecutionCancelSignal() : undefined;

  async function request(options: IHttpRequestOptions, authenticated: boolean): Promise<unknown> {
    return authenticated
      ? await helpers.httpRequestWithAuthentication.call(execution, credentialType, options, {
          credentialsDecrypted: credential,
        })
      : await helpers.httpRequest({ ...options, abortSignal: signal });
  }

  return {
    async send(outgoing) {
      const { body, file } = encodeBody(outgoing.body);
      try {
        const {
          status,
          headers,
          body: answer,
        } = readResponse(await request({ ...requestOptions(outgoing), body }, outgoing.authenticated));
        const text = await readAnswer(answer, outgoing.timeoutMs, outgoing.maxAnswerBytes);
        return { status, headers, body: redact(text) };
      } catch (error) {
        file?.close();
        signal?.throwIfAborted();
        if (file?.failure) throw file.failure;
        throw toTransportError(error);
      }
    },
  };
}

function requestOptions({ method, url, query, timeoutMs }: HttpRequest): IHttpRequestOptions {
  return {
    method,
    url,
    qs: query,
    headers: { Accept: 'application/json, text/plain, */*' },
    timeout: timerMs(timeoutMs),
    // With redirects on, the whole upload is held in memory, the key would be sent to any host, and nobody would check
    // the addresses on the way.
    disableFollowRedirect: true,
    ignoreHttpStatusErrors: true,
    returnFullResponse: true,
    encoding: 'stream',
  };
}

function encodeBody(body: HttpBody | undefined): {
  body?: IHttpRequestOptions['body'];
  file?: StreamingFile;
} {
  if (body === undefined) return {};
  if (body.kind === 'json') return { body: body.value };
  const form = new FormData();
  for (const [name, value] of body.parts) form.append(name, value);
  const file = new StreamingFile(body.file);
  form.append('file', file);
  return { body: form, file };
}
