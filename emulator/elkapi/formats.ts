import type { SpokenWord } from '../recordings/fixtures';
import type { Speech } from '../audio/speech';
import type { Facts } from '../facts';
import { jsonAnswer, type Answer } from '../http/answer';
import type { AudioOperation, AudioRequest } from './form';
import { cue } from './cues';
import { segmentsOf, turnsOf, wordsOfEveryOther, type SpokenSegment } from './segments';

/** The transcript in the requested format. */
export function transcriptAnswer(
  speech: Speech,
  operation: AudioOperation,
  request: Pick<AudioRequest, 'format' | 'granularities'>,
  facts: Facts,
): Answer {
  const said = operation === 'translations' ? translated(speech) : speech;
  const text = (body: string, type = 'text/plain'): Answer => ({
    status: 200,
    headers: { 'content-type': `${type}; charset=utf-8` },
    body,
  });
  switch (request.format) {
    case 'json':
      return jsonAnswer(200, { text: said.text, ...usage(said, facts) }, facts.elkJsonType);
    case 'verbose_json':
      return jsonAnswer(200, verbose(said, operation, request, facts), facts.elkJsonType);
    case 'diarized_json':
      return jsonAnswer(200, diarized(said, facts), facts.elkJsonType);
    case 'text':
      return text(`${said.text}\n`);
    case 'srt':
      return text(
        segmentsOf(said)
          .map((segment, index) => `${index + 1}\n${cue(segment, ',', facts)}\n\n`)
          .join(''),
      );
    case 'vtt':
      return text(
        `WEBVTT\n\n${segmentsOf(said)
          .map((segment) => `${cue(segment, '.', facts)}\n\n`)
          .join('')}`,
      );
  }
}

/**
 * English words over the same duration; the fixtures have no real timestamps for a translation. What is English already
 * stays as it was said.
 */
function translated(speech: Speech): Speech {
  if (speech.translation === speech.text) return speech;
  const texts = speech.translation.split(' ').filter((text) => text !== '');
  const step = speech.durationSeconds / Math.max(1, texts.length);
  const words = texts.map((text, index): SpokenWord => ({
    text,
    start: Math.round(index * step * 1000) / 1000,
    end: Math.round((index + 0.8) * step * 1000) / 1000,
    speaker: 'speaker_0',
  }));
  return { ...speech, language: 'en', languageName: 'english', text: speech.translation, words };
}

function verbose(
  said: Speech,
  operation: AudioOperation,
  { granularities }: Pick<AudioRequest, 'granularities'>,
  facts: Facts,
): Record<string, unknown> {
  const parts = {
    asAsked: {
      words: granularities.includes('word'),
      segments: granularities.length === 0 || granularities.includes('segment'),
    },
    segments: { words: false, segments: true },
    words: { words: true, segments: false },
    both: { words: true, segments: true },
    none: { words: false, segments: false },
  }[facts.elkVerboseParts];
  const duration = said.durationSeconds;
  return {
    task: operation === 'translations' ? 'translate' : 'transcribe',
    language: said.languageName,
    duration: facts.elkDuration === 'string' ? String(duration) : duration,
    ...spokenText(said, facts),
    ...(parts.segments
      ? { segments: segmentsOf(said).map((segment, id) => withTimes(whisperSegment(segment, id), facts)) }
      : {}),
    ...(parts.words
      ? {
          words: (facts.elkWords === 'all' ? said.words : wordsOfEveryOther(said)).map(
            ({ text, start, end }) => withTimes({ word: bare(text), start, end }, facts),
          ),
        }
      : {}),
    ...usage(said, facts),
  };
}

/** Speakers are letters, in the order in which they first speak. */
function diarized(said: Speech, facts: Facts): Record<string, unknown> {
  const speakers = [...new Set(said.words.map(({ speaker }) => speaker))];
  return {
    task: 'transcribe',
    duration: said.durationSeconds,
    ...spokenText(said, facts),
    segments: turnsOf(said).map(({ speaker, ...segment }, index) =>
      withTimes(
        {
          type: 'transcript.text.segment',
          id: `seg_${index}`,
          ...segment,
          speaker: String.fromCharCode('A'.charCodeAt(0) + speakers.indexOf(speaker)),
        },
        facts,
      ),
    ),
    ...usage(said, facts),
  };
}

const spokenText = ({ text }: Speech, { elkText }: Facts) =>
  elkText === 'missing' ? {} : { text: elkText === 'empty' ? '' : text };

/** Recognizers start slightly before the recording and end after it. */
const overlapSeconds = 0.25;

function withTimes<Part extends { start: number; end: number }>(part: Part, { elkTimes }: Facts) {
  const { start, end } = part;
  if (elkTimes === 'text') return { ...part, start: String(start), end: String(end) };
  return elkTimes === 'outside'
    ? { ...part, start: start || -overlapSeconds, end: end + overlapSeconds }
    : part;
}

/** Whisper's words lack the punctuation of the text. */
const bare = (word: string) => word.replace(/[.,!?…]+$/, '');

const whisperSegment = ({ start, end, text }: SpokenSegment, id: number) => ({
  id,
  seek: 0,
  start,
  end,
  text: ` ${text}`,
  tokens: [50364, 50414],
  temperature: 0,
  avg_logprob: -0.2,
  compression_ratio: 1.1,
  no_speech_prob: 0.01,
});

const usage = ({ durationSeconds }: Speech, { elkUsage }: Facts) =>
  elkUsage ? { usage: { type: 'duration', seconds: Math.ceil(durationSeconds) } } : {};
