import { buildSegments } from '../segments/buildSegments';
import { endsSentence } from '../segments/sentenceEnd';
import { spokenWords } from '../subtitles/spoken';
import { sentencesMeetWithoutSpace } from '../text/scripts';
import type { Segment, Transcript } from '../transcript';

/** What one person says at a stretch. */
export interface Paragraph {
  /** In seconds; absent when the transcript has no times. */
  start?: number;
  speaker?: string;
  text: string;
}

/** About five sentences: a longer one is hard to read, and its time says little. */
const longParagraph = 500;

/** A sentence is not parted; but speech may come without any marks. */
const longestParagraph = 1_000;

/** After such a silence, in seconds, something new begins. */
const longPauseSeconds = 3;

/**
 * @param audioEvents whether sounds such as laughter stand among the words, in brackets
 * @returns what is said, in paragraphs: a new one for each speaker, and after a while at the end of a segment
 */
export function paragraphs(transcript: Transcript, audioEvents: boolean): Paragraph[] {
  const segments = segmentsOf(transcript, audioEvents);
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

function segmentsOf(transcript: Transcript, audioEvents: boolean): Segment[] | undefined {
  if (!audioEvents || !transcript.audioEvents?.length) return transcript.segments;
  const spoken = spokenWords(transcript, true);
  return spoken && buildSegments(spoken);
}
