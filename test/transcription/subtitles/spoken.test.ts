import { spokenWords } from '../../../transcription/subtitles/spoken';
import type { Transcript } from '../../../transcription/transcript';
import { say } from './speech';

const transcript = (parts: Partial<Transcript>): Transcript => ({
  provider: 'p',
  model: 'm',
  status: 'completed',
  text: '',
  ...parts,
});

const texts = (parts: Partial<Transcript>, audioEvents = true) =>
  spokenWords(transcript(parts), audioEvents)?.map(({ text }) => text);

test('words take precedence over segments, which are often coarser', () => {
  const words = say('One two', { speaker: 'a' });
  expect(
    spokenWords(transcript({ words, segments: [{ start: 0, end: 1, text: 'One, two' }] }), false),
  ).toEqual(words);
});

test('a segment is treated as spoken evenly, letter by letter', () => {
  const segments = [{ start: 10, end: 10.5, text: ' abcd  e\nfg ', speaker: 'a' }];
  const spoken = spokenWords(transcript({ segments }), false) ?? [];
  expect(spoken.map(({ text, speaker }) => [text, speaker])).toEqual([
    ['abcd', 'a'],
    ['e', 'a'],
    ['fg', 'a'],
  ]);
  const times = spoken.flatMap(({ start, end }) => [start, end]);
  for (const [index, letters] of [0, 4, 5, 6, 7, 9].entries()) {
    expect(times[index]).toBeCloseTo(10 + (0.5 * letters) / 9);
  }
});

test('a segment that lasts through a silence is spoken at its beginning', () => {
  const segments = [{ start: 0, end: 30, text: 'Thanks for watching!' }];
  const spoken = spokenWords(transcript({ segments }), false) ?? [];
  expect(spoken[0]?.start).toBe(0);
  expect(spoken.at(-1)?.end).toBeCloseTo(20 / 11);
});

test("a segment is over when the speaker's next one begins", () => {
  const segments = [
    { start: 0, end: 30, text: 'one two three four five six seven' },
    { start: 2, end: 30, text: 'eight' },
  ];
  expect(spokenWords(transcript({ segments }), false)?.[6]?.end).toBeCloseTo(2);
});

test('separations made by the provider are kept', () => {
  const segments = [
    { start: 0, end: 1, text: '今日 は' },
    { start: 1, end: 2, text: '公園' },
  ];
  const spoken = spokenWords(transcript({ segments }), false);
  expect(spoken?.map(({ endsSegment }) => endsSegment === true)).toEqual([false, true, true]);
});

test('segments are used if no word has a timestamp', () => {
  expect(texts({ words: [{ text: 'Lost' }], segments: [{ start: 0, end: 1, text: 'Found' }] })).toEqual([
    'Found',
  ]);
});

test('there is nothing to show if nothing has a timestamp', () => {
  expect(spokenWords(transcript({ words: [{ text: 'Lost' }] }), true)).toBeUndefined();
  expect(spokenWords(transcript({}), true)).toBeUndefined();
});

describe('sounds', () => {
  const words = [
    ...say('One two', { each: 1, speaker: 'a' }),
    ...say('three', { at: 5, each: 1, speaker: 'b' }),
  ];

  test('appear before the first word that begins after them, in brackets', () => {
    const audioEvents = [
      { start: 3, end: 4, text: '(laughter)' },
      { start: 0.5, end: 0.7, text: 'door' },
    ];
    expect(texts({ words, audioEvents })).toEqual(['One', '[door]', 'two', '[laughter]', 'three']);
  });

  test('wait for the end of a sentence that ends during them', () => {
    const talk = say('This was so funny. Was it?', { each: 1 });
    const laughter = (end: number) => [{ start: 1.5, end, text: 'laughter' }];
    expect(texts({ words: talk, audioEvents: laughter(4.5) })?.indexOf('[laughter]')).toBe(4);
    expect(texts({ words: talk, audioEvents: laughter(3.5) })?.indexOf('[laughter]')).toBe(2);
  });

  test('do not wait for a sentence that takes long to end', () => {
    const talk = say('a b c d e f g h i j k l m n o.', { each: 1 });
    const audioEvents = [{ start: 0.5, end: 90, text: 'music' }];
    expect(texts({ words: talk, audioEvents })?.indexOf('[music]')).toBe(1);
  });

  test('have a place only if their start is one', () => {
    const audioEvents = [Number.NaN, Infinity, 1e300].map((start) => ({ start, text: 'music' }));
    expect(texts({ words, audioEvents })).toEqual(['One', 'two', 'three']);
    expect(texts({ words, audioEvents: [{ start: -1, text: 'music' }] })?.[0]).toBe('[music]');
  });

  test('are not shown unless requested', () => {
    expect(texts({ words, audioEvents: [{ start: 3, text: 'laughter' }] }, false)).toEqual([
      'One',
      'two',
      'three',
    ]);
  });

  test('belong to the previous speaker, or else to the first one', () => {
    const audioEvents = [
      { start: 0, text: 'music' },
      { start: 3, text: 'laughter' },
    ];
    const spoken = spokenWords(transcript({ words, audioEvents }), true);
    expect(spoken?.map(({ speaker }) => speaker)).toEqual(['a', 'a', 'a', 'a', 'b']);
  });

  test('belong to nobody after an unknown speaker', () => {
    const unknown = [...say('One', { speaker: 'a' }), ...say('two', { at: 1 })];
    const spoken = spokenWords(
      transcript({ words: unknown, audioEvents: [{ start: 2, text: 'laughter' }] }),
      true,
    );
    expect(spoken?.[2]).not.toHaveProperty('speaker');
  });

  test('end when the next word begins', () => {
    const audioEvents = [{ start: 3, end: 90, text: 'music' }];
    expect(spokenWords(transcript({ words, audioEvents }), true)?.[2]).toMatchObject({ start: 3, end: 5 });
  });

  test('do not appear inside a written word', () => {
    const audioEvents = [{ start: 0.1, end: 0.2, text: 'cough' }];
    expect(texts({ words: say("don|'t go"), audioEvents })).toEqual(['don', "'t", '[cough]', 'go']);
    expect(texts({ words: say('今|日|。|は'), audioEvents })).toEqual(['今', '[cough]', '日', '。', 'は']);
    expect(texts({ words: say('日|。|は'), audioEvents })).toEqual(['日', '。', '[cough]', 'は']);
  });

  test('have no space before them if words have none', () => {
    const audioEvents = [{ start: 0.1, end: 0.2, text: 'cough' }];
    const spoken = spokenWords(transcript({ words: say('今|日'), audioEvents }), true);
    expect(spoken?.map(({ joined }) => joined)).toEqual([undefined, true, true]);
  });

  test('without a timestamp or a name are left out', () => {
    expect(texts({ words, audioEvents: [{ text: 'laughter' }, { start: 1, text: '()' }] })).toEqual([
      'One',
      'two',
      'three',
    ]);
  });

  test('are shown even if nobody speaks', () => {
    expect(texts({ audioEvents: [{ start: 1, end: 2, text: '(music)' }] })).toEqual(['[music]']);
  });

  test.each(['(music)', '[music]', '*music*', '（music）'])('have one pair of brackets: %s', (text) => {
    expect(texts({ audioEvents: [{ start: 1, text }] })).toEqual(['[music]']);
  });
});
