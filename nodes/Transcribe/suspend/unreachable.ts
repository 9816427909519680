import { isPrivateUrl } from '../../../transcription/callbacks/privateUrl';

/**
 * What to tell when callbacks cannot arrive.
 *
 * @param providerName as the user sees it
 * @param callbackUrl where the provider is to call
 * @param baseUrl where the provider is: one in this network reaches this network's addresses
 * @returns undefined when they can, as far as can be told from here
 */
export function unreachableHint(
  providerName: string,
  callbackUrl: string,
  baseUrl: string,
): string | undefined {
  if (!isPrivateUrl(callbackUrl) || isPrivateUrl(baseUrl)) return undefined;
  const { origin } = new URL(callbackUrl);
  return `${providerName} can't call back to ${origin}, which only your own network can reach. The node asks for the transcripts by itself instead, which takes a little longer. To be called back, set n8n's WEBHOOK_URL to its public address.`;
}
