import type { IExecuteFunctions, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import {
  type HttpBody,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
} from '../../transcription/http';
import { type AnswerStream, isAnswerStream } from './chunks';
import { readAnswer } from './readAnswer';
import { StreamingFile } from './streamingFile';
import { toTransportError } from './transportError';

const fullResponseSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.unknown()),
  body: z.custom<AnswerStream>(isAnswerStream),
});

/**
 * HTTP through n8n's own helper, which brings the credential, proxies, the protection against requests into
 * the own network, and the end of the execution.
 *
 * @param secret removed from every answer, so that no message or raw result can repeat it
 */
export function createHttpClient(
  execution: IExecuteFunctions | IWebhookFunctions,
  credentialType: string,
  secret: string,
): HttpClient {
  const { helpers } = execution;
  const secretForms = formsOf(secret);
  const signal = 'getExecutionCancelSignal' in execution ? execution.getExecutionCancelSignal() : undefined;

  async function request(options: IHttpRequestOptions, authenticated: boolean): Promise<unknown> {
    return authenticated
      ? await helpers.httpRequestWithAuthentication.call(execution, credentialType, options)
      : await helpers.httpRequest({ ...options, abortSignal: signal });
  }

  return {
    async send(outgoing) {
      const { body, file } = encodeBody(outgoing.body);
      try {
        const response = fullResponseSchema.parse(
          await request({ ...requestOptions(outgoing), body }, outgoing.authenticated),
        );
        const text = await readAnswer(response.body, outgoing.timeoutMs);
        return toResponse(response.statusCode, response.headers, withoutSecret(text, secretForms));
      } catch (error) {
        signal?.throwIfAborted();
        if (file?.failure) throw file.failure;
        throw toTransportError(error);
      }
    },
  };
}

function requestOptions({
  method,
  url,
  query,
  timeoutMs,
  followRedirects,
}: HttpRequest): IHttpRequestOptions {
  return {
    method,
    url,
    qs: query,
    headers: { Accept: 'application/json, text/plain, */*' },
    timeout: timeoutMs,
    // With redirects on, the whole upload is held in memory, and the key would follow to any host.
    disableFollowRedirect: !followRedirects,
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

function toResponse(status: number, headers: Record<string, unknown>, body: string): HttpResponse {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return { status, headers: Object.fromEntries(named), body };
}

function withoutSecret(text: string, secret: RegExp): string {
  return text.replace(secret, '***');
}

/** The secret as it is, as it stands in a URL, and as some programs write it into JSON: with a slash escaped. */
function formsOf(secret: string): RegExp {
  const units = secret.replace(/[^A-Za-z0-9]/g, (unit) => {
    const code = unit.charCodeAt(0).toString(16).padStart(2, '0');
    return `(?:\\\\{0,8}\\u${code.padStart(4, '0')}|%${code}|%${code.toUpperCase()})`;
  });
  return new RegExp(units || '(?!)', 'g');
}
