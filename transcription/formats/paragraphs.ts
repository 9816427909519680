import { buildSegments } from '../segments/buildSegments';
import { endsSentence } from '../segments/sentenceEnd';
import { withoutBackchannels } from '../speakers/backchannels';
import { spokenWords } from '../subtitles/spoken';
import { sentencesMeetWithoutSpace } from '../text/scripts';
import type { Segment, Transcript } from '../transcript';
import type { WriteOptions } from './options';

export type ParagraphOptions = Pick<WriteOptions, 'audioEvents' | 'withoutBackchannels'>;

/** What one person says without a long break. */
export interface Paragraph {
  /** In seconds; absent when the transcript has no timestamps. */
  start?: number;
  speaker?: string;
  text: string;
}

/** About five sentences. A longer paragraph is hard to read, and its timestamp too imprecise. */
const longParagraph = 500;

/** The limit for speech without punctuation. A sentence is never split before that. */
const longestParagraph = 1_000;

/** A silence that starts a new paragraph. */
const longPauseSeconds = 3;

/**
 * @param options whether sounds such as laughter appear among the words, in brackets, and listeners' "mhm"
 * @returns the transcript in paragraphs: a new one for each speaker and, once one is long, at the end of a segment
 */
export function paragraphs(transcript: Transcript, options: ParagraphOptions): Paragraph[] {
  const segments = segmentsOf(transcript, options);
  if (segments === undefined || segments.length === 0) {
    const text = transcript.text.trim();
    return text === '' ? [] : [{ text }];
  }
  const result: Paragraph[] = [];
  let lastEnd = 0;
  for (const { start, end, speaker, text } of segments) {
    const last = result[result.length - 1];
    const goesOn =
      last !== undefined &&
      last.speaker === speaker &&
      start - lastEnd < longPauseSeconds &&
      last.text.length + text.length <= (endsSentence(last.text, text) ? longParagraph : longestParagraph);
    if (goesOn) last.text += sentencesMeetWithoutSpace(last.text, text) ? text : ` ${text}`;
    else result.push({ start, text, ...(speaker === undefined ? {} : { speaker }) });
    lastEnd = end;
  }
  return result;
}

function segmentsOf(transcript: Transcript, options: ParagraphOptions): readonly Segment[] | undefined {
  const segments = heardSegments(transcript, options);
  return segments && options.withoutBackchannels
    ? withoutBackchannels(segments, transcript.language)
    : segments;
}

function heardSegments(transcript: Transcript, { audioEvents }: ParagraphOptions): Segment[] | undefined {
  if (!audioEvents || !transcript.audioEvents?.length) return transcript.segments;
  const spoken = spokenWords(transcript, true);
  return spoken && buildSegments(spoken);
}
