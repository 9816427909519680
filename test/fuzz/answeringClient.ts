import type { HttpClient, HttpRequest, HttpResponse } from '../../transcription/http';
import { FakeClock } from '../support/fakeClock';
import { TestRuntime } from '../support/runtime';

/** Answers each request with what was generated, and remembers what was asked. */
export class AnsweringClient implements HttpClient {
  readonly requests: HttpRequest[] = [];

  constructor(private readonly answer: (request: HttpRequest) => HttpResponse) {}

  async send(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    return this.answer(request);
  }

  /** How often something was asked for. */
  count(path: string): number {
    return this.requests.filter(({ url }) => url.endsWith(path)).length;
  }
}

export const runtimeWith = (client: HttpClient): TestRuntime => new TestRuntime(client, new FakeClock());
