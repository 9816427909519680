import type { HttpClient, HttpRequest, HttpResponse } from '../transcription/calls/http';
import { parseJson } from '../transcription/calls/json';

/**
 * Reports how each exchange went and which fields the answer had, to be compared with the service's documentation.
 * Values are left out, and so are queries, which may contain signatures.
 */
export class TellingClient implements HttpClient {
  constructor(
    private readonly inner: HttpClient,
    private readonly say: (line: string) => void,
  ) {}

  async send(request: HttpRequest): Promise<HttpResponse> {
    const startedAt = performance.now();
    const { origin, pathname } = new URL(request.url);
    const asked = `${request.method} ${origin}${pathname}`;
    try {
      const response = await this.inner.send(request);
      const took = Math.round(performance.now() - startedAt);
      const type = response.headers['content-type'] ?? 'no content type';
      this.say(`  ${asked}: ${response.status}, ${type}, ${took} ms${partsOf(response.body)}`);
      return response;
    } catch (error) {
      this.say(`  ${asked}: no complete answer`);
      throw error;
    }
  }
}

/** The names of the fields, nested ones with a dot; empty for anything but a JSON object. */
function partsOf(body: string): string {
  const names = namesIn(parseJson(body), 2);
  return names.length === 0 ? '' : `, with ${names.join(', ')}`;
}

function namesIn(value: unknown, levels: number): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inside]) => {
    const deeper = levels > 1 ? namesIn(inside, levels - 1) : [];
    return deeper.length === 0 ? [name] : deeper.map((inner) => `${name}.${inner}`);
  });
}
