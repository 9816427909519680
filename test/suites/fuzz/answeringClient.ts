import {
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  TransportError,
} from '../../../transcription/calls/http';
import { FakeClock } from '../../support/fakeClock';
import { TestRuntime } from '../../support/runtime';

/** Answers each request with generated data, within a real client's limits, and records the requests. */
export class AnsweringClient implements HttpClient {
  readonly requests: HttpRequest[] = [];

  constructor(private readonly answer: (request: HttpRequest) => HttpResponse) {}

  async send(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    const response = this.answer(request);
    if (Buffer.byteLength(response.body) > request.maxAnswerBytes) {
      throw new TransportError('the answer is too large', { requestSent: true, transient: false });
    }
    return response;
  }

  /** The number of requests for a path. */
  count(path: string): number {
    return this.requests.filter(({ url }) => url.endsWith(path)).length;
  }
}

export const runtimeWith = (client: HttpClient): TestRuntime => new TestRuntime(client, new FakeClock());
