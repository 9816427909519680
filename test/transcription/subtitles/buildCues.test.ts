import { buildCues, type CueOptions } from '../../../transcription/subtitles/buildCues';
import { defaultSubtitleRules } from '../../../transcription/subtitles/rules';
import type { Transcript } from '../../../transcription/transcript';
import { say } from './speech';

const transcript = (parts: Partial<Transcript>): Transcript => ({
  provider: 'p',
  model: 'm',
  status: 'completed',
  text: '',
  ...parts,
});

function cuesOf(parts: Partial<Transcript>, options: Partial<CueOptions> = {}) {
  const usual: CueOptions = { rules: defaultSubtitleRules, audioEvents: false, speakers: 'none' };
  return buildCues(transcript(parts), { ...usual, ...options });
}

const dialogue: Partial<Transcript> = {
  words: [
    ...say('Are you there?', { speaker: 'b' }),
    ...say('Yes. I am.', { at: 1, speaker: 'a' }),
    ...say('And so was he all the time.', { at: 5, speaker: 'a' }),
    ...say('Good.', { at: 8, speaker: 'b' }),
  ],
  speakers: ['b', 'a'],
};

test('words become cues with timestamps and lines', () => {
  expect(cuesOf({ words: say('When we came home, the lights were still on.', { at: 1 }) })).toEqual([
    { startMs: 1000, endMs: 3700, lines: ['When we came home,', 'the lights were still on.'] },
  ]);
});

test('segments become cues if there are no words', () => {
  expect(cuesOf({ segments: [{ start: 1, end: 2.5, text: 'Hello, this is Anna.' }] })).toEqual([
    { startMs: 1000, endMs: 2500, lines: ['Hello, this is Anna.'] },
  ]);
});

test("a text without timestamps can't become cues", () => {
  expect(cuesOf({ text: 'Hello.' })).toBeUndefined();
  expect(cuesOf({ text: 'Hello.', words: [{ text: 'Hello.' }] })).toBeUndefined();
});

test('a silent recording has no cues', () => {
  expect(cuesOf({ text: '' })).toEqual([]);
  expect(cuesOf({ text: ' \n', words: [], segments: [] })).toEqual([]);
});

describe('the speaker', () => {
  test('is the voice of each cue', () => {
    expect(cuesOf(dialogue, { speakers: 'voice' })?.map(({ voice, lines }) => [voice, ...lines])).toEqual([
      ['Speaker 1', 'Are you there?'],
      ['Speaker 2', 'Yes. I am.'],
      ['Speaker 2', 'And so was he all the time.'],
      ['Speaker 1', 'Good.'],
    ]);
  });

  test('is written where it changes', () => {
    expect(cuesOf(dialogue, { speakers: 'label' })?.map(({ lines }) => lines)).toEqual([
      ['Speaker 1: Are you there?'],
      ['Speaker 2: Yes. I am.'],
      ['And so was he all the time.'],
      ['Speaker 1: Good.'],
    ]);
  });

  test('is not written unless requested', () => {
    const cues = cuesOf(dialogue, { speakers: 'none' });
    expect(cues?.map(({ lines }) => lines[0])).toEqual([
      'Are you there?',
      'Yes. I am.',
      'And so was he all the time.',
      'Good.',
    ]);
    expect(cues?.filter(({ voice }) => voice !== undefined)).toEqual([]);
  });

  test.each(['voice', 'label'] as const)('is not written as a %s where only one does', (speakers) => {
    const alone = { words: say('Hello.', { speaker: 'a' }), speakers: ['a'] };
    expect(cuesOf(alone, { speakers })).toEqual(cuesOf(alone, { speakers: 'none' }));
  });

  test('is written on the same line as the first words, however they read', () => {
    const words = [
      ...say(`the ${'a'.repeat(34)}`, { speaker: 'a' }),
      ...say('Yes.', { at: 3, speaker: 'b' }),
    ];
    const [first] = cuesOf({ words, speakers: ['a', 'b'] }, { speakers: 'label' }) ?? [];
    expect(first?.lines).toEqual(['Speaker 1: the', 'a'.repeat(34)]);
  });

  test('is separated from a word that has no space before it', () => {
    const words = [...say('今日は', { speaker: 'a' }), ...say('はい', { at: 2, speaker: 'b' })];
    const cues = cuesOf(
      {
        words: words.map((word, index) => (index > 0 ? { ...word, joined: true } : word)),
        speakers: ['a', 'b'],
      },
      { speakers: 'label' },
    );
    expect(cues?.map(({ lines }) => lines)).toEqual([['Speaker 1: 今日は'], ['Speaker 2: はい']]);
  });

  test('has no name if unknown', () => {
    const words = [
      ...say('Yes.', { speaker: 'a' }),
      ...say('No.', { at: 1 }),
      ...say('Well.', { at: 2, speaker: 'b' }),
    ];
    const parts = { words, speakers: ['a', 'b'] };
    expect(cuesOf(parts, { speakers: 'label' })?.map(({ lines }) => lines[0])).toEqual([
      'Speaker 1: Yes.',
      'No.',
      'Speaker 2: Well.',
    ]);
    expect(cuesOf(parts, { speakers: 'voice' })?.map(({ voice }) => voice)).toEqual([
      'Speaker 1',
      undefined,
      'Speaker 2',
    ]);
  });
});

describe('a label', () => {
  const naming = { names: ['Boris', 'Anna'], label: '[{name}] ' };
  const linesOf = (options: Partial<CueOptions>, parts = dialogue) =>
    cuesOf(parts, { speakers: 'label', naming, ...options })?.map(({ lines }) => lines);

  test('is written as its template says, with the given names', () => {
    expect(linesOf({})?.[0]).toEqual(['[Boris] Are you there?']);
  });

  test('is joined to the speech if its template ends without a space', () => {
    expect(linesOf({ naming: { ...naming, label: '{name}：' } })?.[0]).toEqual(['Boris：Are you there?']);
  });

  test('may stand beside the voice', () => {
    const cues = cuesOf(dialogue, { speakers: 'voiceAndLabel', naming });
    expect(cues?.map(({ voice, lines }) => [voice, ...lines])).toEqual([
      ['Boris', '[Boris] Are you there?'],
      ['Anna', '[Anna] Yes. I am.'],
      ['Anna', 'And so was he all the time.'],
      ['Boris', '[Boris] Good.'],
    ]);
  });

  test('is not repeated where the same person goes on under another ID', () => {
    const words = [
      ...say('Yes.', { speaker: 'a' }),
      ...say('I am.', { at: 0.5, speaker: 'b' }),
      ...say('No.', { at: 3, speaker: 'c' }),
    ];
    const parts = { words, speakers: ['a', 'b', 'c'] };
    const names = ['Anna', 'Anna', 'Carla'];
    expect(linesOf({ naming: { ...naming, names } }, parts)).toEqual([
      ['[Anna] Yes. I am.'],
      ['[Carla] No.'],
    ]);
    expect(linesOf({ naming: { ...naming, names: ['A', 'A', 'A'] } }, parts)?.[0]).toEqual(['Yes. I am.']);
  });

  test('is broken if it is longer than a line', () => {
    const names = ['a'.repeat(50), 'Anna'];
    const lines = linesOf({ naming: { ...naming, names } })?.flat() ?? [];
    expect(lines.slice(0, 2).join('')).toBe(`[${'a'.repeat(50)}] Are you there?`);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(42);
  });

  test('in the opposite direction of the speech stays at its beginning, and costs no time to read', () => {
    const parts = {
      words: [...say('مرحبا يا صديقي', { speaker: 'a' }), ...say('Hello.', { at: 3, speaker: 'b' })],
      speakers: ['a', 'b'],
    };
    expect(linesOf({ naming: { ...naming, names: ['Anna', 'Boris'] } }, parts)).toEqual([
      ['\u200f\u202b[Anna]\u200f مرحبا يا صديقي\u202c'],
      ['[Boris] Hello.'],
    ]);
    const withName = (name: string) =>
      cuesOf(parts, { speakers: 'label', naming: { ...naming, names: [name, 'Boris'] } })?.[0];
    expect(withName('Anna')?.endMs).toBe(withName('ليلى')?.endMs);
  });
});

test('sounds are shown on request', () => {
  const parts = { words: say('One two'), audioEvents: [{ start: 0.2, text: '(laughter)' }] };
  expect(cuesOf(parts, { audioEvents: true })?.[0]?.lines).toEqual(['One [laughter] two']);
  expect(cuesOf(parts)?.[0]?.lines).toEqual(['One two']);
});

test('words without timestamps are placed between those that have them', () => {
  const words = [...say('one two'), { text: 'three' }, ...say('four', { at: 1 })];
  expect(cuesOf({ words })?.[0]?.lines).toEqual(['one two three four']);
});
