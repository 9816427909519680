import type { HttpClient, HttpRequest, HttpResponse } from '../transcription/calls/http';
import { parseJson } from '../transcription/calls/json';

/**
 * Tells of each exchange how it went and what the answer was made of: enough to hold it against what the service
 * promises. Values stay untold, and so do queries, which may be signatures.
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

/** Names of the fields, those inside others behind a dot; nothing for what is not an object of JSON. */
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
