import { buildCues } from '../../../transcription/subtitles/buildCues';
import { plausibleTimes } from '../../../transcription/subtitles/plausibleTimes';
import { defaultSubtitleRules } from '../../../transcription/subtitles/rules';
import type { Segment, Transcript, Word } from '../../../transcription/transcript';
import type { TimedWord } from '../../../transcription/words/timedWords';
import { say } from './speech';

const starts = (words: readonly TimedWord[], duration?: number) =>
  plausibleTimes(words, duration).map(({ start }) => Math.round(start * 100) / 100);

/** Start and end in seconds, and the text. */
type Shown = [start: number, end: number, text: string];

function shown(parts: Pick<Transcript, 'segments' | 'words' | 'durationSeconds' | 'audioEvents'>): Shown[] {
  const transcript = { provider: 'p', model: 'm', status: 'completed' as const, text: '', ...parts };
  const cues = buildCues(transcript, { rules: defaultSubtitleRules, audioEvents: true, speakers: 'none' });
  return (cues ?? []).map(({ startMs, endMs, lines }) => [startMs / 1000, endMs / 1000, lines.join(' ')]);
}

function expectReadable(cues: readonly Shown[]): void {
  for (const [index, [start, end]] of cues.entries()) {
    expect(end - start).toBeGreaterThan(0.2995);
    expect(start).toBeGreaterThanOrEqual(cues[index - 1]?.[1] ?? 0);
  }
}

const segment = (start: number, end: number, text: string): Segment => ({ start, end, text });

test('words with plausible times keep them, and are not even copied', () => {
  const words = [...say('Good morning, everybody.'), ...say('Hello.', { at: 4 })];
  expect(plausibleTimes(words, 5)).toEqual(words);
});

test('a segment far behind its neighbours is said between them', () => {
  const cues = shown({
    segments: [
      segment(4, 7, 'This is the first sentence.'),
      segment(1800, 1804, 'This one is in between.'),
      segment(8, 11, 'And here is the last one.'),
      segment(14, 16, 'Goodbye, all of you.'),
    ],
  });
  expectReadable(cues);
  expect(cues.map(([start, , text]) => [Math.round(start), text])).toEqual([
    [4, 'This is the first sentence.'],
    [6, 'This one is in between.'],
    [8, 'And here is the last one.'],
    [14, 'Goodbye, all of you.'],
  ]);
});

test('a late time is believed if nothing comes after it', () => {
  expect(starts([...say('One'), ...say('two', { at: 1800 })])).toEqual([0, 1800]);
});

test('a word far before its neighbours is said between them', () => {
  const words = [
    ...say('one two three', { at: 100 }),
    ...say('odd', { at: 3 }),
    ...say('four five six', { at: 102 }),
  ];
  const times = starts(words);
  expect(times.slice(0, 3)).toEqual([100, 100.3, 100.6]);
  expect(times[3]).toBeGreaterThanOrEqual(100.9);
  expect(times.slice(4)).toEqual([102, 102.3, 102.6]);
});

test('segments that overlap follow each other', () => {
  const cues = shown({
    segments: [
      segment(0, 10, 'The first one is said to last until the tenth second.'),
      segment(3, 12, 'The second one begins long before that, and ends late.'),
    ],
  });
  expectReadable(cues);
  expect(cues[0]?.[0]).toBe(0);
  expect(Math.abs((cues[1]?.[0] ?? 0) - 3)).toBeLessThan(0.25);
});

test('words in disorder keep their order, and most of their times', () => {
  const words = [
    ...say('one two', { at: 0 }),
    ...say('three', { at: 9 }),
    ...say('four five six seven', { at: 2 }),
  ];
  const times = starts(words);
  expect([...times].sort((one, other) => one - other)).toEqual(times);
  expect(times.slice(3)).toEqual([2, 2.3, 2.6, 2.9]);
});

test('thirty words at one instant are spread around it', () => {
  const words = Array.from({ length: 30 }, (_, index) => ({
    text: `word${index}`,
    start: 452.3,
    end: 452.3,
  }));
  const cues = shown({
    words: [...say('Before that.', { at: 440 }), ...words, ...say('After that.', { at: 470 })],
  });
  expectReadable(cues);
  const crowd = cues.filter(([, , text]) => text.includes('word'));
  expect(crowd[0]?.[0]).toBeGreaterThan(445);
  expect(crowd.at(-1)?.[1]).toBeLessThan(461);
  for (const [start, end, text] of crowd) expect(text.length / (end - start)).toBeLessThan(21);
  expect(cues.at(-1)?.[0]).toBe(470);
});

test('an "uh-huh" is shown while it is said, not after the monologue it is said into', () => {
  const talk = say('so and then we went on and on and on '.repeat(8).trim(), { each: 25 / 80, speaker: 'a' });
  const words: Word[] = [
    ...talk,
    ...say('Uh-huh.', { at: 10, speaker: 'b' }),
    ...say('Yes.', { at: 26, speaker: 'a' }),
  ];
  const cues = shown({ words });
  expectReadable(cues);
  const aside = cues.find(([, , text]) => text === 'Uh-huh.');
  expect(Math.abs((aside?.[0] ?? 0) - 10)).toBeLessThan(3);
  const rest = cues.filter(([, , text]) => text !== 'Uh-huh.').map(([, , text]) => text);
  expect(rest.join(' ')).toBe([...talk.map(({ text }) => text), 'Yes.'].join(' '));
});

test('two who talk at once word by word are shown phrase by phrase', () => {
  const one = say('this is what I have been saying', { speaker: 'a' });
  const other = say('no it is not what you said', { at: 0.1, speaker: 'b' });
  const words = [...one, ...other].sort((word, next) => word.start - next.start);
  expect(
    plausibleTimes(words, undefined)
      .map(({ speaker }) => speaker)
      .join(''),
  ).toBe('aaaaaaabbbbbbb');
});

describe('a word that lasts through a silence', () => {
  test('is said at its start', () => {
    const [word] = plausibleTimes(
      [{ text: 'Well.', start: 0.25, end: 42 }, ...say('Then.', { at: 42 })],
      undefined,
    );
    expect(word).toMatchObject({ start: 0.25 });
    expect(word?.end).toBeLessThan(1);
  });

  test('is said at its end if it leads up to the next one', () => {
    const [word] = plausibleTimes(
      [{ text: 'Good', start: 0.25, end: 42 }, ...say('evening.', { at: 42.1 })],
      undefined,
    );
    expect(word?.start).toBeGreaterThan(41);
    expect(word?.end).toBe(42);
  });

  test('keeps its times if it is only drawn out', () => {
    const words = [{ text: 'Sooo', start: 1, end: 3.5 }];
    expect(plausibleTimes(words, undefined)).toEqual(words);
  });
});

describe('times behind the end of the recording', () => {
  test('come before it', () => {
    const cues = shown({
      segments: [
        segment(0, 4, 'The only sentence with a time that can be believed.'),
        segment(30, 34, 'And another one, which is said to come much later.'),
      ],
      durationSeconds: 12,
    });
    expectReadable(cues);
    expect(cues.at(-1)?.[1]).toBeLessThanOrEqual(12);
    expect(cues.at(-1)?.[0]).toBeGreaterThan(3);
  });

  test('are believed if most are', () => {
    expect(starts(say('one two three', { at: 20 }), 12)).toEqual([20, 20.3, 20.6]);
  });
});

test('eight long segments at one instant get time to be read', () => {
  const text = 'Seventy letters take a while to say, so they cannot be said at once, no.';
  const cues = shown({ segments: Array.from({ length: 8 }, () => segment(5, 5, text)) });
  expectReadable(cues);
  expect(cues.map(([, , said]) => said).join(' ')).toBe(Array.from({ length: 8 }, () => text).join(' '));
  for (const [start, end] of cues) expect(end - start).toBeGreaterThan(1);
});

test('"Thanks for watching!" in thirty seconds of silence is one cue at their beginning', () => {
  const cues = shown({ segments: [segment(0, 30, 'Thanks for watching!')] });
  expect(cues).toEqual([[0, expect.closeTo(20 / 11), 'Thanks for watching!']]);
});

test('a sound of ten minutes is one cue, and no longer than the longest', () => {
  const audioEvents = [{ start: 10, end: 610, text: '(upbeat music playing)' }];
  expect(shown({ words: say('Welcome.', { at: 620 }), audioEvents })[0]).toEqual([
    10,
    17,
    '[upbeat music playing]',
  ]);
});
