import type { Transcript } from '../../../transcription/transcript';
import { type OutputOptions, wantsSubtitles } from './options';

/** The transcript without the bulky parts its item doesn't need: it may be kept for a long time. */
export function neededParts(transcript: Transcript, options: OutputOptions): Transcript {
  const { words, raw, ...rest } = transcript;
  // Subtitles are split between words, and audio events are placed among them.
  const needsWords = options.includeWords || options.showAudioEvents || wantsSubtitles(options);
  return {
    ...rest,
    ...(needsWords && words ? { words } : {}),
    ...(options.includeRaw && raw !== undefined ? { raw } : {}),
  };
}

/** What is needed of the transcript of a part: parts are joined at their words. */
export function neededOfPart(transcript: Transcript, options: OutputOptions): Transcript {
  return neededParts(transcript, { ...options, includeWords: true });
}
