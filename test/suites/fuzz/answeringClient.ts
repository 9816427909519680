import {
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  TransportError,
} from '../../../transcription/calls/http';
import { FakeClock } from '../../support/fakeClock';
import { TestRuntime } from '../../support/runtime';

/** Answers each request with what was generated, within the bounds of a real client, and remembers what was asked. */
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

  /** How often something was asked for. */
  count(path: string): number {
    return this.requests.filter(({ url }) => url.endsWith(path)).length;
  }
}

export const runtimeWith = (client: HttpClient): TestRuntime => new TestRuntime(client, new FakeClock());
