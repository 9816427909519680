import fc from 'fast-check';

import { columns } from '../../../transcription/text/graphemes';
import { buildCues } from '../../../transcription/subtitles/buildCues';
import type { Cue } from '../../../transcription/subtitles/cue';
import type { Transcript, Word } from '../../../transcription/transcript';
import { anyCase, naturalCase, naturalWordsOnly, type SubtitleCase } from './randomTranscripts';
import {
  characters,
  charactersOf,
  hasTimes,
  saidIn,
  soundsIn,
  withLabels,
  withoutDash,
  withoutDirection,
  withoutSounds,
  withoutSpace,
} from './whatIsSaid';

/** The same transcripts in every run. */
const random = { seed: 20_260_104, numRuns: 330, endOnFailure: true };

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
    withoutSpace(cue.lines.map(withoutDash).join(''))
      .split('')
      .flatMap(() => {
        const { value: word, done } = owner.next();
        return done ? [] : [{ word, cue }];
      }),
  );
}

const textOf = (cues: readonly Cue[]): string =>
  withoutSpace(cues.flatMap(({ lines }) => lines.map(withoutDash)).join(''));

/** One cue for each speaker of a cue. */
const eachVoice = (cue: Cue): Cue[] =>
  cue.voices?.map((voice, index) => ({ ...cue, voice, lines: cue.lines.slice(index, index + 1) })) ?? [cue];

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

  always('leave each cue a third of a second', anyCase, (cues, { options: { rules } }) => {
    for (const cue of cues) expect(seconds(cue)).toBeGreaterThanOrEqual(Math.min(0.3, rules.minSeconds));
  });

  always('are never longer than the longest', anyCase, (cues, { options: { rules } }) => {
    for (const cue of cues) expect(seconds(cue)).toBeLessThanOrEqual(rules.maxSeconds);
  });

  always('are shorter than the shortest only between neighbours', anyCase, (cues, { options: { rules } }) => {
    for (const [index, cue] of cues.entries()) {
      if (seconds(cue) >= rules.minSeconds) continue;
      const gapMs = Math.round(rules.gapSeconds * 1000);
      expect(cue.startMs).toBeLessThanOrEqual(gapMs + (cues[index - 1]?.endMs ?? -gapMs));
      expect(cue.endMs).toBeGreaterThanOrEqual((cues[index + 1]?.startMs ?? Infinity) - gapMs);
    }
  });

  always(
    'leave no gap that flickers, unless that would make cues too long',
    anyCase,
    (cues, { options: { rules } }) => {
      for (const [before, cue] of pairs(cues)) {
        const gapMs = cue.startMs - before.endMs;
        const [usual, most] = [rules.gapSeconds, rules.chainSeconds].map((time) => Math.round(time * 1000));
        if (usual === undefined || most === undefined || gapMs <= usual || gapMs > most) continue;
        expect(seconds(before) + (gapMs - usual) / 1000 + seconds(cue)).toBeGreaterThan(2 * rules.maxSeconds);
      }
    },
  );
});

describe('cues that two speakers share', () => {
  const separate = ({ transcript, options }: SubtitleCase): Cue[] =>
    buildCues(transcript, { ...options, rules: { ...options.rules, dualSpeakers: false } }) ?? [];

  always('are never more often too short than separate ones', naturalCase, (cues, from) => {
    const { minSeconds } = from.options.rules;
    const tooShort = (all: readonly Cue[]) => all.filter((cue) => seconds(cue) < minSeconds - 0.001).length;
    expect(tooShort(cues)).toBeLessThanOrEqual(tooShort(separate(from)));
  });

  always('are never more often too fast to read than separate ones', naturalCase, (cues, from) => {
    const { maxCharactersPerSecond } = from.options.rules;
    const tooFast = (all: readonly Cue[]) =>
      all.filter((cue) => {
        const width = cue.lines.reduce((sum, line) => sum + columns(withoutDirection(line)), 0);
        return width / seconds(cue) > maxCharactersPerSecond + 0.1;
      }).length;
    expect(tooFast(cues)).toBeLessThanOrEqual(tooFast(separate(from)));
  });
});

describe('the words in cues', () => {
  always('are those that are said, in their order', naturalCase, (cues, { transcript, options }) => {
    const { speakers = [] } = transcript;
    const labels = options.speakers === 'label' && speakers.length > 1;
    const said = saidIn(transcript);
    const expected = labels ? withLabels(said, speakers) : said.map(({ text }) => text).join('');
    expect(withoutSounds(textOf(cues))).toBe(expected);
  });

  always('of each speaker are said in their order, whatever their times', anyCase, (_, from) => {
    const { transcript, options } = from;
    const { speakers = [] } = transcript;
    const cues = buildCues(transcript, { ...options, speakers: 'voice' }) ?? [];
    const said = saidIn(transcript);
    // A single name is not shown, so one speaker's cues could not be told from those of nobody.
    if (speakers.length === 1 && said.some(({ speaker }) => speaker === undefined)) return;
    for (const [index, speaker] of [...speakers, undefined].entries()) {
      const voice = speakers.length > 1 && speaker !== undefined ? `Speaker ${index + 1}` : undefined;
      const theirs = said.filter((one) => one.speaker === speaker).map(({ text }) => text);
      if (speakers.length === 1 && speaker === undefined) continue;
      const shown = cues.flatMap(eachVoice).filter((cue) => cue.voice === voice);
      expect(withoutSounds(textOf(shown))).toBe(theirs.join(''));
    }
  });

  always('are all there, and none twice, whatever their times', anyCase, (cues, { transcript }) => {
    const letters = (text: string) => text.split('').sort().join('');
    const shown = withoutSounds(textOf(cues)).replace(/Speaker\d+:/g, '');
    expect(letters(shown)).toBe(
      letters(
        saidIn(transcript)
          .map(({ text }) => text)
          .join(''),
      ),
    );
  });

  always('stand beside each sound once', anyCase, (cues, { transcript, options }) => {
    const text = textOf(cues);
    const expected = options.audioEvents ? soundsIn(transcript) : [];
    for (const sound of expected) expect(text.split(sound)).toHaveLength(2);
    expect(text.length - withoutSounds(text).length).toBe(expected.join('').length);
  });

  always('of two speakers share a cue line by line only', naturalWordsOnly, (cues, from) => {
    const { transcript, options } = from;
    const speakers = saidIn(transcript).flatMap(({ text, speaker }) => text.split('').map(() => speaker));
    for (const { lines, voice, voices } of cues) {
      const ofLines = lines.map((line) => {
        const [speaker, ...others] = new Set(speakers.splice(0, withoutSpace(withoutDash(line)).length));
        expect(others).toEqual([]);
        return speaker;
      });
      const [first, ...others] = new Set(ofLines);
      if (others.length > 0)
        expect([others.length, lines.length, options.rules.dualSpeakers]).toEqual([1, 2, true]);
      const expected = ofLines.map((speaker) => expectedVoice(speaker, transcript.speakers ?? [], options));
      const shared = others.length > 0 && expected.every((name) => name !== undefined);
      expect(voices).toEqual(shared ? expected : undefined);
      expect(voice).toBe(shared ? undefined : expectedVoice(first, transcript.speakers ?? [], options));
    }
  });

  always(
    'of two speakers share a cue only if nobody is left out',
    naturalWordsOnly,
    (cues, { transcript }) => {
      const speakers = new Set(saidIn(transcript).map(({ speaker }) => speaker));
      for (const { lines } of cues) {
        if (!lines.every((line) => withoutDirection(line).startsWith('- '))) continue;
        expect(lines).toHaveLength(2);
        expect(speakers.size).toBeGreaterThan(1);
      }
    },
  );

  always('are cut between characters only', naturalWordsOnly, (cues, { transcript }) => {
    expect(cues.flatMap(({ lines }) => lines.map(withoutDash).flatMap(characters))).toEqual(
      charactersOf(transcript),
    );
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
    const { minSeconds, maxSeconds, gapSeconds } = options.rules;
    const gapMs = gapSeconds * 1000 + toleranceMs;
    // Where turns are too short to be read, cues make room for each other.
    const crowded = new Set(
      cues.filter((_, index) =>
        cues.slice(Math.max(0, index - 2), index + 3).some((other) => seconds(other) < minSeconds),
      ),
    );
    // A short cue may delay the next one by this much.
    const unnoticedMs = 240;
    for (const [{ start }, cue] of firsts) {
      if (!crowded.has(cue)) expect(cue.startMs).toBeLessThanOrEqual(start * 1000 + gapMs + unnoticedMs);
    }
    for (const [{ end }, cue] of lasts) {
      const cutOff = seconds(cue) >= maxSeconds;
      if (!cutOff && !crowded.has(cue)) expect(cue.endMs).toBeGreaterThanOrEqual(end * 1000 - gapMs);
    }
  });

  always(
    'are not displayed long before they are spoken',
    naturalWordsOnly,
    (cues, { transcript, options }) => {
      const { minSeconds, chainSeconds } = options.rules;
      const earlyMs = Math.max(minSeconds, chainSeconds) * 1000 + toleranceMs;
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
      const shown = withoutDirection(line);
      if (characters(shown).length > 1) expect(columns(shown)).toBeLessThanOrEqual(rules.maxLineLength);
    }
  });

  always('hold no white space at their ends, and single spaces within', anyCase, (cues) => {
    for (const line of cues.flatMap(({ lines }) => lines)) expect(line).toMatch(/^\S+([ \u00a0]\S+)*$/u);
  });
});
