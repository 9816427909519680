import { DeepgramConverter, srt } from '@deepgram/captions';
import { createTikTokStyleCaptions } from '@remotion/captions';
import type { Cue } from '../../../transcription/subtitles/cue';
import { parseCues } from '../../../transcription/subtitles/parseCues';
import { type Captioner, cueOf, type TimedText, timedTexts } from './captioners';

/** Packages of the npm registry that make captions from words with timestamps, with the options they document. */
export const npmCaptioners: Record<string, Captioner> = {
  '@deepgram/captions': (transcript) => deepgram(timedTexts(transcript)),
  '@remotion/captions': (transcript) => remotion(timedTexts(transcript)),
};

/** Eight words a cue, its default. Its lines with a speaker's name are left out, which is to its advantage. */
function deepgram(words: readonly TimedText[]): Cue[] {
  const speakers = [...new Set(words.map(({ speaker }) => speaker))];
  const named = words.map(({ text, start, end, speaker }) => ({
    word: text,
    punctuated_word: text,
    start,
    end,
    ...(speaker !== undefined && { speaker: speakers.indexOf(speaker) }),
  }));
  const channels = [{ alternatives: [{ transcript: '', confidence: 1, words: named }] }];
  const file = srt(new DeepgramConverter({ metadata, results: { channels } }));
  return parseCues(file.replace(/^\[Speaker \d+\]\n/gm, '')).map(({ text, start, end }) =>
    cueOf([text], start, end),
  );
}

const metadata = {
  transaction_key: '',
  request_id: '',
  sha256: '',
  created: '',
  duration: 0,
  channels: 1,
  models: [],
  model_info: {},
};

/** The page length of its documentation, which is made for short upright videos; a new speaker begins a new page. */
const pageMs = 1200;

function remotion(words: readonly TimedText[]): Cue[] {
  const captions = words.map(({ text, start, end, speaker }, index) => ({
    text: ` ${text}`,
    startMs: Math.round(start * 1000),
    endMs: Math.round(end * 1000),
    timestampMs: null,
    confidence: null,
    pageBreakAfter: index + 1 < words.length && words[index + 1]?.speaker !== speaker,
  }));
  const { pages } = createTikTokStyleCaptions({ captions, combineTokensWithinMilliseconds: pageMs });
  return pages.map(({ text, startMs, durationMs }) => ({
    startMs,
    endMs: startMs + durationMs,
    lines: [text],
  }));
}
