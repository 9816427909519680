import { Agent, FormData, fetch, type RequestInit, type Response } from 'undici';
import type { AudioFile } from '../transcription/audio/audio';
import { answerText } from '../transcription/calls/answerText';
import {
  type HttpBody,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  TransportError,
} from '../transcription/calls/http';

/** Error codes from before the first byte was sent. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND']);

/** A plain HTTP client outside n8n. It adds the key on request, follows no redirects and interprets nothing. */
export class UndiciClient implements HttpClient {
  private readonly agent = new Agent();

  constructor(private readonly apiKey: string) {}

  async send(request: HttpRequest): Promise<HttpResponse> {
    const url = new URL(request.url);
    for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
    const { body, headers } = encode(request.body);
    try {
      const response = await fetch(url, {
        method: request.method,
        headers: request.authenticated ? { ...headers, authorization: `Bearer ${this.apiKey}` } : headers,
        body,
        redirect: 'manual',
        dispatcher: this.agent,
        signal: AbortSignal.timeout(request.timeoutMs),
      });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await answerText(chunksOf(response), request.maxAnswerBytes),
      };
    } catch (error) {
      if (error instanceof TransportError) throw error;
      const code = codeOf(error);
      throw new TransportError(`the request failed (${code})`, {
        requestSent: !neverSent.has(code),
        transient: true,
        cause: error,
      });
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  if (body !== null) yield* body;
}

function encode(body: HttpBody | undefined): Pick<RequestInit, 'body'> & { headers: Record<string, string> } {
  if (body === undefined) return { headers: {} };
  if (body.kind === 'json') {
    return { body: JSON.stringify(body.value), headers: { 'content-type': 'application/json' } };
  }
  const form = new FormData();
  for (const [name, value] of body.parts) form.append(name, value);
  form.append('file', new StreamedFile(body.file));
  return { body: form, headers: {} };
}

/** A File whose bytes are read from their source only while being sent. */
class StreamedFile extends File {
  override readonly size: number;

  constructor(private readonly source: AudioFile) {
    super([], source.fileName, { type: source.mediaType });
    this.size = source.sizeBytes;
  }

  override stream(): ReturnType<File['stream']> {
    return ReadableStream.from(this.source.open());
  }
}

/**
 * fetch wraps the socket error. Under jest, that error comes from another realm than the test's and is no instance of
 * its Error.
 */
function codeOf(error: unknown): string {
  let level = error;
  while (typeof level === 'object' && level !== null) {
    if ('code' in level && typeof level.code === 'string') return level.code;
    level = 'cause' in level ? level.cause : undefined;
  }
  return 'no code';
}
