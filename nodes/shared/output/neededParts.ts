import type { Transcript } from '../../../transcription/transcript';
import { type OutputOptions, wantsSubtitles } from './options';

/** The transcript without bulky parts that its item is not made of: it may have to be kept for long. */
export function neededParts(transcript: Transcript, options: OutputOptions): Transcript {
  const { words, raw, ...rest } = transcript;
  // Subtitles are cut between words, and sounds find their place among them.
  const needsWords = options.includeWords || options.showAudioEvents || wantsSubtitles(options);
  return {
    ...rest,
    ...(needsWords && words ? { words } : {}),
    ...(options.includeRaw && raw !== undefined ? { raw } : {}),
  };
}
