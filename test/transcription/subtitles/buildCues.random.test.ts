import fc from 'fast-check';

import { columns } from '../../../transcription/text/graphemes';
import { buildCues } from '../../../transcription/subtitles/buildCues';
import type { Cue } from '../../../transcription/subtitles/cue';
import type { Transcript, Word } from '../../../transcription/transcript';
import { anyCase, naturalWordsOnly, type SubtitleCase, wordsOnly } from './randomTranscripts';
import {
  characters,
  charactersOf,
  hasTimes,
  saidIn,
  soundsIn,
  withLabels,
  withoutSounds,
  withoutSpace,
} from './whatIsSaid';

/** The same transcripts in every run. */
const random = { seed: 20_260_104, numRuns: 330 };

/** Checks a property of the cues of every transcript with timestamps. */
function always(
  what: string,
  cases: fc.Arbitrary<SubtitleCase>,
  check: (cues: Cue[], from: SubtitleCase) => void,
): void {
  test(what, () => {
    fc.assert(
      fc.property(cases, (from) => {
        const cues = buildCues(from.transcript, from.options);
        if (cues !== undefined) check(cues, from);
      }),
      random,
    );
  });
}

const pairs = <T>(items: readonly T[]): Array<[T, T]> =>
  items.slice(1).flatMap((item, index): Array<[T, T]> => {
    const before = items[index];
    return before === undefined ? [] : [[before, item]];
  });

const seconds = ({ startMs, endMs }: Cue): number => (endMs - startMs) / 1000;

/** Timestamps are rounded, and no cue is shorter than a millisecond. */
const toleranceMs = 5;

interface Character {
  word: TimedSaid;
  cue: Cue;
}

type TimedSaid = Required<Pick<Word, 'start' | 'end'>>;

/** Each displayed character, with its word and its cue. */
function shownCharacters({ words = [] }: Transcript, cues: readonly Cue[]): Character[] {
  const owners = words.flatMap(({ start = 0, end = 0, text }) => {
    const word = { start, end };
    return withoutSpace(text)
      .split('')
      .map(() => word);
  });
  const owner = owners.values();
  return cues.flatMap((cue) =>
    withoutSpace(cue.lines.join(''))
      .split('')
      .flatMap(() => {
        const { value: word, done } = owner.next();
        return done ? [] : [{ word, cue }];
      }),
  );
}

const textOf = (cues: readonly Cue[]): string => withoutSpace(cues.flatMap(({ lines }) => lines).join(''));

test('there are no cues if nothing has a timestamp', () => {
  fc.assert(
    fc.property(anyCase, ({ transcript, options }) => {
      const cues = buildCues(transcript, options);
      if (transcript.text === '' && !hasTimes(transcript, options.audioEvents)) expect(cues).toEqual([]);
      else expect(cues !== undefined).toBe(hasTimes(transcript, options.audioEvents));
    }),
    random,
  );
});

describe('the timestamps of cues', () => {
  always('are whole milliseconds', anyCase, (cues) => {
    for (const { startMs, endMs } of cues) {
      expect(Number.isInteger(startMs) && startMs >= 0).toBe(true);
      expect(Number.isInteger(endMs)).toBe(true);
    }
  });

  always('run from a start to a later end', anyCase, (cues) => {
    for (const { startMs, endMs } of cues) expect(endMs).toBeGreaterThan(startMs);
  });

  always('never overlap, so that cues stand in the order in which they are shown', anyCase, (cues) => {
    for (const [before, cue] of pairs(cues)) expect(cue.startMs).toBeGreaterThanOrEqual(before.endMs);
  });

  always('are never longer than the longest', anyCase, (cues, { options: { rules } }) => {
    for (const cue of cues) expect(seconds(cue)).toBeLessThanOrEqual(rules.maxSeconds);
  });

  always('are shorter than the shortest only between neighbours', anyCase, (cues, { options: { rules } }) => {
    for (const [index, cue] of cues.entries()) {
      if (seconds(cue) >= rules.minSeconds) continue;
      expect(cue.startMs).toBe(cues[index - 1]?.endMs ?? 0);
      expect(cue.endMs).toBe(cues[index + 1]?.startMs);
    }
  });

  always(
    'leave no gap that flickers, unless that would make cues too long',
    anyCase,
    (cues, { options: { rules } }) => {
      for (const [before, cue] of pairs(cues)) {
        const gap = (cue.startMs - before.endMs) / 1000;
        if (gap === 0 || gap >= rules.closeGapsUnderSeconds) continue;
        expect(seconds(before) + gap + seconds(cue)).toBeGreaterThan(2 * rules.maxSeconds);
      }
    },
  );
});

describe('the words in cues', () => {
  always('are those that are said, in their order', anyCase, (cues, { transcript, options }) => {
    const { speakers = [] } = transcript;
    const labels = options.speakers === 'label' && speakers.length > 1;
    const said = saidIn(transcript);
    const expected = labels ? withLabels(said, speakers) : said.map(({ text }) => text).join('');
    expect(withoutSounds(textOf(cues))).toBe(expected);
  });

  always('stand beside each sound once', anyCase, (cues, { transcript, options }) => {
    const text = textOf(cues);
    const expected = options.audioEvents ? soundsIn(transcript) : [];
    for (const sound of expected) expect(text.split(sound)).toHaveLength(2);
    expect(text.length - withoutSounds(text).length).toBe(expected.join('').length);
  });

  always('of two speakers never share a cue', wordsOnly, (cues, { transcript, options }) => {
    const speakers = saidIn(transcript).flatMap(({ text, speaker }) => text.split('').map(() => speaker));
    for (const { lines, voice } of cues) {
      const [speaker, ...others] = new Set(speakers.splice(0, withoutSpace(lines.join('')).length));
      expect(others).toEqual([]);
      expect(voice).toBe(expectedVoice(speaker, transcript.speakers ?? [], options));
    }
  });

  always('are cut between characters only', wordsOnly, (cues, { transcript }) => {
    expect(cues.flatMap(({ lines }) => lines.flatMap(characters))).toEqual(charactersOf(transcript));
  });

  always('are on the screen while they are said', naturalWordsOnly, (cues, { transcript, options }) => {
    const shown = shownCharacters(transcript, cues);
    const firsts = new Map(
      shown
        .slice()
        .reverse()
        .map(({ word, cue }) => [word, cue]),
    );
    const lasts = new Map(shown.map(({ word, cue }) => [word, cue]));
    for (const [{ start }, cue] of firsts)
      expect(cue.startMs).toBeLessThanOrEqual(start * 1000 + toleranceMs);
    for (const [{ end }, cue] of lasts) {
      const cutOff = seconds(cue) >= options.rules.maxSeconds;
      if (!cutOff) expect(cue.endMs).toBeGreaterThanOrEqual(end * 1000 - toleranceMs);
    }
  });

  always(
    'are not displayed long before they are spoken',
    naturalWordsOnly,
    (cues, { transcript, options }) => {
      const { minSeconds, closeGapsUnderSeconds } = options.rules;
      const earlyMs = Math.max(minSeconds, closeGapsUnderSeconds) * 1000 + toleranceMs;
      const firsts = new Map(
        shownCharacters(transcript, cues)
          .reverse()
          .map(({ word, cue }) => [cue, word]),
      );
      for (const [cue, { start }] of firsts) {
        expect(cue.startMs).toBeGreaterThanOrEqual(start * 1000 - earlyMs);
      }
    },
  );
});

function expectedVoice(
  speaker: string | undefined,
  speakers: readonly string[],
  { speakers: written }: SubtitleCase['options'],
): string | undefined {
  if (written !== 'voice' || speakers.length < 2 || speaker === undefined) return undefined;
  return `Speaker ${speakers.indexOf(speaker) + 1}`;
}

describe('the lines of cues', () => {
  always('are as many as the rules allow at most', anyCase, (cues, { options: { rules } }) => {
    for (const { lines } of cues) {
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.length).toBeLessThanOrEqual(rules.maxLines);
    }
  });

  always('are as long as the rules allow, or a single character', anyCase, (cues, { options: { rules } }) => {
    for (const line of cues.flatMap(({ lines }) => lines)) {
      if (characters(line).length > 1) expect(columns(line)).toBeLessThanOrEqual(rules.maxLineLength);
    }
  });

  always('hold no white space at their ends, and single spaces within', anyCase, (cues) => {
    for (const line of cues.flatMap(({ lines }) => lines)) expect(line).toMatch(/^\S+([ \u00a0]\S+)*$/u);
  });
});
