import { formatLabel, formatOfName } from '../../transcription/audio/audioFormat';
import { TranscriptionError } from '../../transcription/errors';
import { isPrivateUrl } from '../../transcription/callbacks/privateUrl';
import { apikleyUploadLimits } from './options';

/**
 * Refuses audio that Apikley certainly can't transcribe: a URL reachable only from this network, or a file name with
 * an unsupported extension. Only Apikley can find out whether the URL works from the outside.
 *
 * @param baseUrl Apikley's address; if it is in this network, it can reach this network's URLs
 * @throws TranscriptionError (`invalidInput`)
 */
export function checkAudioUrl(url: string, baseUrl: string): void {
  if (isPrivateUrl(url) && !isPrivateUrl(baseUrl)) {
    throw new TranscriptionError(
      `Apikley can't reach "${new URL(url).hostname}": it is an address inside your own network.`,
      {
        code: 'invalidInput',
        description:
          'Use a public address in Audio URL, or load the file with an HTTP Request node first and set Audio From to Input Data Field.',
      },
    );
  }
  const format = formatOfName(new URL(url).pathname);
  if (format !== undefined && !apikleyUploadLimits.formats.includes(format)) {
    throw new TranscriptionError(
      `Apikley can't read ${formatLabel(format)} files, which the Audio URL points to. Convert the file first.`,
      { code: 'invalidInput' },
    );
  }
}
