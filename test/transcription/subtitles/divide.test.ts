import { divide } from '../../../transcription/subtitles/divide';
import { defaultSubtitleRules, type SubtitleRules } from '../../../transcription/subtitles/rules';
import type { SpokenWord } from '../../../transcription/subtitles/spokenWord';
import type { TimedWord } from '../../../transcription/words/timedWords';
import { laid, say } from './speech';

function divided(words: readonly TimedWord[], rules: Partial<SubtitleRules> = {}): string[] {
  const all = { ...defaultSubtitleRules, ...rules };
  const { atoms, costs } = laid(words, all.maxLineLength);
  let first = 0;
  return divide(atoms, costs, all).map((end) => {
    const texts = atoms.slice(first, end).map(({ text }) => text);
    first = end;
    return texts.join(' ');
  });
}

test('an empty list stays empty', () => {
  expect(divided([])).toEqual([]);
});

test('a sentence that fits is one cue', () => {
  expect(divided(say('We had planned to leave early, but then the train was late.'))).toHaveLength(1);
});

test('short sentences share a cue, as long as all of them fit', () => {
  const words = say('It rained. We stayed at home. Nobody called.', { each: 0.4 });
  expect(divided(words)).toEqual(['It rained. We stayed at home. Nobody called.']);
});

test('a cue ends with a sentence even if more of the next one would fit', () => {
  const words = say(
    'The train to the city was an hour late again this morning. So we took the bus that stops behind the church.',
  );
  expect(divided(words)).toEqual([
    'The train to the city was an hour late again this morning.',
    'So we took the bus that stops behind the church.',
  ]);
});

test('a sentence too short to be shown alone is joined with the next one', () => {
  expect(divided(say('Yes. I will be there at nine.', { each: 0.25 }))).toEqual([
    'Yes. I will be there at nine.',
  ]);
});

test('a sentence after a silence gets its own cue, even if both would fit', () => {
  const after = (silence: number) => [
    ...say('It rained all day.', { each: 0.4 }),
    ...say('We stayed at home.', { at: 1.6 + silence, each: 0.4 }),
  ];
  expect(divided(after(0))).toEqual(['It rained all day. We stayed at home.']);
  expect(divided(after(1))).toEqual(['It rained all day.', 'We stayed at home.']);
});

test('a sentence gets its own cue if both together would break a line at a bad place', () => {
  const first = 'If you want, I can tell you what it would cost.';
  const second = 'One moment, please, let me look.';
  const words = say(`${first} ${second}`, { each: 0.3 });
  expect(divided(words)).toEqual([first, second]);
});

describe('of three sentences, of which two fit,', () => {
  const fast = 0.08;
  const slow = 0.45;
  const spoken = (paces: readonly [number, number, number]) => {
    let at = 100;
    return paces.flatMap((each, index) => {
      const words = say(`The sentence number ${'abc'.charAt(index)} takes some space.`, { at, each });
      at += words.length * each;
      return words;
    });
  };
  const firstWords = (paces: readonly [number, number, number]) => {
    const afterwards = say('So.', { at: spoken(paces).at(-1)?.end ?? 0, speaker: 'b' });
    return divided([...spoken(paces), ...afterwards]).map((cue) => cue.split('number ').length - 1);
  };

  test('the first is joined with the second if it would be too fast to read alone', () => {
    expect(firstWords([fast, slow, slow])).toEqual([2, 1, 0]);
  });

  test('the last is joined with the second if it would be too fast to read alone', () => {
    expect(firstWords([slow, slow, fast])).toEqual([1, 2, 0]);
  });
});

test('the words of the next speaker are divided as well', () => {
  const words = [
    ...say('Yes, I know.', { speaker: 'a' }),
    ...say(
      'When the storm had passed and the roads were clear again, we went back to the house where we had left our things.',
      { at: 1, each: 0.35, speaker: 'b' },
    ),
  ];
  expect(divided(words)).toEqual([
    'Yes, I know.',
    'When the storm had passed and the roads were clear again,',
    'we went back to the house where we had left our things.',
  ]);
});

test('two speakers never share a cue', () => {
  const words = [
    ...say('Are you there?', { speaker: 'a' }),
    ...say('Yes.', { at: 0.9, speaker: 'b' }),
    ...say('Good.', { at: 1.2, speaker: 'a' }),
  ];
  expect(divided(words)).toEqual(['Are you there?', 'Yes.', 'Good.']);
});

test('a silence of a second and a half ends a cue', () => {
  expect(divided([...say('And then', { each: 0.5 }), ...say('he left.', { at: 2.5 })])).toEqual([
    'And then',
    'he left.',
  ]);
  expect(divided([...say('And then', { each: 0.5 }), ...say('he left.', { at: 2.499 })])).toEqual([
    'And then he left.',
  ]);
});

test('a long sentence is divided at a clause', () => {
  const words = say(
    'When the storm had passed and the roads were clear again, we went back to the house where we had left our things.',
    { each: 0.35 },
  );
  expect(divided(words)).toEqual([
    'When the storm had passed and the roads were clear again,',
    'we went back to the house where we had left our things.',
  ]);
});

test('a long sentence without clauses is divided at a pause', () => {
  const words = [
    ...say('the old man who lived in the house at the end of the street'),
    ...say('never talked to any of us about the years of the war', { at: 4.8 }),
  ];
  expect(divided(words)).toEqual([
    'the old man who lived in the house at the end of the street',
    'never talked to any of us about the years of the war',
  ]);
});

test('a cue does not exceed the maximum duration', () => {
  const words = say('one two three four five six', { each: 1 });
  for (const cue of divided(words, { maxSeconds: 2 })) expect(cue.split(' ').length).toBeLessThanOrEqual(2);
});

test('a cue has no more lines than allowed', () => {
  const words = say('aaaa bbbb cccc dddd eeee ffff', { each: 0.1 });
  expect(divided(words, { maxLineLength: 9, maxLines: 1 })).toEqual(['aaaa bbbb', 'cccc dddd', 'eeee ffff']);
});

test('a word that lasts longer than the maximum duration gets its own cue', () => {
  const words = [...say('so'), { text: 'loooong', start: 0.3, end: 20 }, ...say('now', { at: 20 })];
  expect(divided(words)).toEqual(['so', 'loooong', 'now']);
});

test('words that overlap without a minimum duration are still divided by their lines', () => {
  const words = say('aaaa bbbb cccc dddd eeee ffff').map((word, index) => ({
    ...word,
    start: index % 2,
    end: index % 2,
  }));
  expect(
    divided(words, { maxLineLength: 9, maxLines: 1, minSeconds: 0 }).map((cue) => cue.length <= 9),
  ).not.toContain(false);
});

describe('where words have no timestamps of their own', () => {
  const inSegments = (texts: readonly string[], each = 0.3): SpokenWord[] => {
    let at = 0;
    return texts.flatMap((text) => {
      const words = say(text, { at, each });
      at += words.length * each;
      return words.map((word, index) => ({
        ...word,
        ...(index > 0 && { isEstimated: true }),
        ...(index + 1 === words.length && { endsSegment: true }),
      }));
    });
  };

  test('a cue begins with a segment rather than within one', () => {
    const [question, answer] = ['Do you have a minute to go over the trade fair in Leeds?', 'Yes. Great.'];
    expect(divided(inSegments([question, answer]))).toEqual([question, answer]);
    expect(divided(say(`${question} ${answer}`))).toEqual([`${question} ${answer}`]);
  });

  test('a segment that fits stays in one cue, even if its sentences would be apart otherwise', () => {
    const words = say('If you want, I can tell you what it would cost. One moment, please, let me look.');
    const within = words.map((word, index) => ({ ...word, ...(index > 0 && { isEstimated: true }) }));
    expect(divided(words)).toHaveLength(2);
    expect(divided(within)).toHaveLength(1);
  });

  test('a cue ends with a clause rather than with a segment that ends on "the"', () => {
    const texts = [
      'After lunch, we met the director of the',
      'old museum, who showed us around for two hours.',
    ];
    expect(divided(inSegments(texts))).toEqual([
      'After lunch, we met the director of the old museum,',
      'who showed us around for two hours.',
    ]);
  });
});
