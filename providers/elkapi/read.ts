import { answerBytes, type HttpRequest, TransportError } from '../../transcription/calls/http';
import { repeatableFailure } from '../../transcription/errors';
import type { ProviderRuntime } from '../../transcription/provider';
import { assertSuccess } from './errorEnvelope';

/** Answers without a transcript arrive within seconds, or not at all. */
const readTimeoutMs = 60_000;

/**
 * Reads something that costs nothing.
 *
 * @param what it is asked for, as the start of a sentence: "ElkAPI's balance service"
 * @param urlName the field of the credential with the address, if it is not the Base URL
 * @throws TranscriptionError
 */
export async function read(
  { http, clock }: ProviderRuntime,
  what: string,
  request: Pick<HttpRequest, 'url' | 'query' | 'authenticated'>,
  urlName?: string,
): Promise<string> {
  const response = await http
    .send({ method: 'GET', ...request, timeoutMs: readTimeoutMs, maxAnswerBytes: answerBytes.other })
    .catch((error: unknown) => {
      throw error instanceof TransportError
        ? repeatableFailure(`${what} could not be reached`, error)
        : error;
    });
  assertSuccess(response, { call: 'read', nowMs: clock.now(), urlName });
  return response.body;
}
