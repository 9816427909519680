import { detectAudioFormat } from '../../transcription/audio/audioFormat';
import { hintedMediaKind, kindLabel } from '../../transcription/audio/contentKinds';
import { TranscriptionError } from '../../transcription/errors';
import { isPrivateUrl } from '../../transcription/callbacks/privateUrl';
import type { SeenFile } from '../../transcription/provider';
import { apikleyFormats, apikleyUrlMegabytes } from './options';

const takenFormats: ReadonlySet<string> = new Set(apikleyFormats);
const mostBytes = apikleyUrlMegabytes * 1024 * 1024;

/**
 * Why Apikley certainly can't transcribe the audio behind a URL: it is reachable only from this network, or too large,
 * or of a kind that Apikley does not take. Only Apikley can find out whether the URL works from the outside.
 *
 * @param baseUrl Apikley's address; if it is in this network, it can reach this network's URLs
 */
export function refusalOfUrl(
  url: string,
  baseUrl: string,
  { kind, sizeBytes }: SeenFile = {},
): TranscriptionError | undefined {
  const { hostname, pathname } = new URL(url);
  if (isPrivateUrl(url) && !isPrivateUrl(baseUrl)) {
    return refused(
      `Apikley can't reach "${hostname}": it is an address inside your own network.`,
      'Use a public address in Audio URL, or load the file with an HTTP Request node first and set Audio From to Input Data Field.',
    );
  }
  const is = kind ?? detectAudioFormat(pathname, '') ?? hintedMediaKind(pathname, '');
  if (is !== undefined && !takenFormats.has(is)) {
    return refused(
      `The Audio URL points to ${kindLabel(is)}. Apikley can't read such files: convert it first.`,
    );
  }
  if (sizeBytes !== undefined && sizeBytes > mostBytes) {
    return refused(
      `The file behind the Audio URL is larger than ${apikleyUrlMegabytes} MB, which Apikley takes at most.`,
    );
  }
  return undefined;
}

function refused(message: string, description?: string): TranscriptionError {
  return new TranscriptionError(message, { code: 'invalidInput', description });
}
