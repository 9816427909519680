import fc from 'fast-check';

import { withoutFlips } from '../../../transcription/speakers/flippedWords';
import type { CueOptions } from '../../../transcription/subtitles/buildCues';
import type { SubtitleRules } from '../../../transcription/subtitles/rules';
import { columns } from '../../../transcription/text/graphemes';
import type { AudioEvent, Segment, Transcript, Word } from '../../../transcription/transcript';
import {
  hostileTime,
  hostileTimes,
  latest,
  milliseconds,
  naturalPace,
  naturalTimes,
  type Times,
} from './randomTimes';
import { languages, often, type Script, spaceless, wordsIn } from './randomWords';

/** The input of the subtitles, and their options. */
export interface SubtitleCase {
  transcript: Transcript;
  options: CueOptions;
}

/** Occurs in the name of each sound and nowhere else. */
export const soundMark = '♪';

type Arbitrary<T> = fc.Arbitrary<T>;

interface Said {
  text: string;
  joined: boolean;
  /** The next speaker, if it changes. */
  turn: number | undefined;
}

/** The turn of an unknown speaker; the others have one each. */
const nobody = 4;

function said(script: Script): Arbitrary<Said> {
  const close = spaceless.includes(script) ? 9 : 1;
  return fc.record({
    text: wordsIn[script],
    joined: fc.integer({ min: 0, max: 9 }).map((number) => number < close),
    turn: fc.oneof(
      { weight: 12, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.nat({ max: nobody }) },
    ),
  });
}

function speakerOf(turn: number, count: number): Pick<Word, 'speaker'> {
  return count === 0 || turn === nobody ? {} : { speaker: `speaker_${turn % count}` };
}

function wordsOf(parts: ReadonlyArray<Said & Times>, speakerCount: number): Word[] {
  let turn = 0;
  return parts.map((part, index) => {
    turn = part.turn ?? turn;
    return {
      ...(part.start === undefined ? {} : { start: part.start }),
      ...(part.end === undefined ? {} : { end: part.end }),
      text: part.text,
      ...speakerOf(turn, speakerCount),
      ...(part.joined && index > 0 ? { joined: true as const } : {}),
    };
  });
}

/** A segment holds some words of one speaker. */
function segmentsOf(spoken: readonly Word[], length: number): Segment[] {
  const segments: Segment[] = [];
  let count = 0;
  for (const { start = 0, end = start, text, speaker, joined } of spoken) {
    const last = segments[segments.length - 1];
    if (last !== undefined && count % length > 0 && last.speaker === speaker) {
      last.text += joined ? text : ` ${text}`;
      last.end = end;
    } else segments.push({ start, end, text, ...(speaker === undefined ? {} : { speaker }) });
    count++;
  }
  return segments.map((segment) =>
    Number.isFinite(segment.start + segment.end) ? segment : { ...segment, start: 1, end: 0 },
  );
}

interface Source {
  spoken: Word[];
  sounds: AudioEvent[];
  /** Words per segment; 0 if the transcript has words. */
  segmentLength: number;
}

function transcriptOf({ spoken, sounds, segmentLength }: Source): Transcript {
  const speakers = [...new Set(spoken.flatMap(({ speaker }) => speaker ?? []))];
  const text = spoken.map((word) => (word.joined ? word.text : ` ${word.text}`)).join('');
  return {
    provider: 'random',
    model: 'random',
    status: 'completed',
    text: text.trim(),
    ...(segmentLength > 0 ? { segments: segmentsOf(spoken, segmentLength) } : { words: spoken }),
    ...(sounds.length > 0 ? { audioEvents: sounds } : {}),
    ...(speakers.length > 0 ? { speakers } : {}),
  };
}

function soundsAt(time: Arbitrary<number>): Arbitrary<AudioEvent[]> {
  const sound = fc.record(
    { name: fc.constantFrom('laughter', 'door slams', '拍手', 'музыка'), start: time, end: time },
    { requiredKeys: ['name'] },
  );
  return fc
    .array(sound, { maxLength: 3 })
    .map((found) =>
      found.map(({ name, ...times }, index) => ({ ...times, text: `(${name} ${soundMark}${index})` })),
    );
}

const counts = {
  speakerCount: fc.nat({ max: 4 }),
  segmentLength: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) },
  ),
};

/** Most are short; some are long enough to reach the limits in the code. */
const listOf = <T>(item: Arbitrary<T>): Arbitrary<T[]> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.array(item, { maxLength: 40, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(item, { minLength: 200, maxLength: 300, size: 'max' }) },
  );

const inEveryLanguage = <T>(listIn: (spoken: Arbitrary<Said>) => Arbitrary<T>): Arbitrary<T> =>
  fc.oneof(...languages.map((scripts) => listIn(fc.oneof(...scripts.map(said)))));

/** No word is said faster than forty letters a second, or times would have to be corrected. */
const fastest = (text: string): number => Math.ceil((columns(text) * 1.25 + 1) * 25) / 1000;

/** Speakers who take turns, some of them fast, some with long silences. */
const naturalTranscript: Arbitrary<Transcript> = fc
  .record({
    ...counts,
    start: fc.oneof(fc.constant(0), milliseconds(0, 5000), milliseconds(0, latest * 1000)),
    parts: inEveryLanguage((spoken) => listOf(fc.record({ said: spoken, pace: naturalPace }))),
    sounds: soundsAt(milliseconds(0, 20_000)),
  })
  .map(({ start, parts, speakerCount, ...rest }) => {
    const times = naturalTimes(
      parts.map(({ said: { text }, pace }) => ({ ...pace, seconds: Math.max(pace.seconds, fastest(text)) })),
      start,
    );
    const spoken = wordsOf(
      parts.map(({ said: what }, index) => ({ ...what, ...times[index] })),
      speakerCount,
    );
    return transcriptOf({ ...rest, spoken });
  });

/** Timestamps that overlap, run backwards, are missing or make no sense; words of white space or nothing. */
const hostileTranscript: Arbitrary<Transcript> = fc
  .record({
    ...counts,
    parts: inEveryLanguage((spoken) =>
      listOf(
        fc.record({
          said: spoken,
          times: hostileTimes,
          extra: often('', fc.constantFrom(' ', '\n', '\r\n\r\n', ' and\u00a0then ', 'blank')),
        }),
      ),
    ),
    sounds: soundsAt(hostileTime),
    timeless: often(false, fc.boolean()),
  })
  .map(({ parts, speakerCount, timeless, ...rest }) => {
    const spoken = parts.map(({ said: what, times, extra }, index) => {
      const blank = extra === 'blank' && index > 0;
      const changed = blank
        ? { text: '', turn: undefined }
        : { text: what.text + extra.replace('blank', '') };
      return { ...what, ...(timeless ? {} : times), ...changed };
    });
    return transcriptOf({ ...rest, spoken: wordsOf(spoken, speakerCount) });
  });

/** The options that the form offers. */
const rules: Arbitrary<SubtitleRules> = fc
  .record({
    maxLineLength: often(42, fc.integer({ min: 10, max: 200 })),
    maxLines: often(2, fc.integer({ min: 1, max: 5 })),
    minSeconds: often(1, milliseconds(100, 10_000)),
    more: often(6, milliseconds(0, 20_000)),
    maxCharactersPerSecond: often(20, fc.integer({ min: 1, max: 100 })),
    gapSeconds: often(2 / 24, milliseconds(0, 500)),
    chainSeconds: often(0.5, milliseconds(0, 1000)),
    dualSpeakers: often(true, fc.constant(false)),
  })
  .map(({ more, ...others }) => ({
    ...others,
    maxSeconds: Math.round((others.minSeconds + more) * 1000) / 1000,
  }));

const options: Arbitrary<CueOptions> = fc.record({
  rules,
  audioEvents: fc.boolean(),
  speakers: fc.constantFrom('voice', 'label', 'none'),
});

/** Cues give a word that flips the speaker to its sentence, which has tests of its own: here, nobody's words flip. */
function unflipped(transcript: Transcript): Transcript {
  const { words, segments } = transcript;
  return {
    ...transcript,
    ...(words && { words: withoutFlips(words, undefined) }),
    ...(segments && { segments: withoutFlips(segments, undefined) }),
  };
}

/** @param among whether sounds and the names of speakers may appear among the words */
function cases(transcript: Arbitrary<Transcript>, among: 'all' | 'nothing'): Arbitrary<SubtitleCase> {
  return fc.record({ transcript: transcript.map(unflipped), options }).map((from) => {
    if (among === 'all') return from;
    const speakers = from.options.speakers === 'none' ? 'none' : 'voice';
    return { ...from, options: { ...from.options, audioEvents: false, speakers } };
  });
}

const anyTranscript = fc.oneof(naturalTranscript, hostileTranscript);

export const anyCase = cases(anyTranscript, 'all');
export const naturalCase = cases(naturalTranscript, 'all');
/** Without sounds and names among the words. */
export const naturalWordsOnly = cases(naturalTranscript, 'nothing');
