import { answerBytes, type HttpClient, TransportError } from '../../transcription/calls/http';
import { isPrivateUrl } from '../../transcription/callbacks/privateUrl';
import { isAccepted } from './envelope';

/** Answers without audio arrive within seconds, or not at all. */
export const requestTimeoutMs = 60_000;

/** Storage hosts redirect once or twice. */
const mostRedirects = 10;

/**
 * Downloads a result file. It is on another host, which must not see the key, and whose failures say nothing about
 * Apikley. Redirects are followed here, so that an answer in Apikley's name can't make n8n read its own network.
 *
 * @param baseUrl Apikley's address; if it is in this network, so may its files be
 * @returns what the file holds, or why there is none, as the end of a sentence
 */
export async function downloadResult(
  http: HttpClient,
  baseUrl: string,
  url: string,
): Promise<{ body: string } | { problem: string }> {
  const isAllowed = isPrivateUrl(baseUrl) ? () => true : (at: string) => !isPrivateUrl(at);
  let at = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    if (!isAllowed(at)) return { problem: 'its address is inside your own network' };
    const answer = await get(http, at);
    if (answer instanceof TransportError) return { problem: answer.reason };
    const next = redirectOf(answer.status, answer.headers.location, at);
    if (next === undefined) {
      return isAccepted(answer)
        ? { body: answer.body }
        : { problem: `its host answered with HTTP ${answer.status}` };
    }
    at = next;
  }
  return { problem: `it was redirected more than ${mostRedirects} times` };
}

async function get(http: HttpClient, url: string) {
  return await http
    .send({
      method: 'GET',
      url,
      authenticated: false,
      timeoutMs: requestTimeoutMs,
      maxAnswerBytes: answerBytes.transcript,
    })
    .catch((error: unknown) => {
      if (error instanceof TransportError) return error;
      throw error;
    });
}

/** @returns undefined for anything that does not lead to another web address */
function redirectOf(status: number, location: string | undefined, base: string): string | undefined {
  if (!(status >= 300 && status < 400) || location === undefined || !URL.canParse(location, base)) {
    return undefined;
  }
  const { protocol, href } = new URL(location, base);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
