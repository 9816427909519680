import { toneSpeech } from './toneSpeech';

const bytes = (chunks: Iterable<Buffer>) => Buffer.concat([...chunks]);

test('a seed stands for one recording', () => {
  const make = (seed: number) => toneSpeech({ seed, seconds: 3, voices: 4 });
  expect(bytes(make(1).wav()).equals(bytes(make(1).wav()))).toBe(true);
  expect(bytes(make(1).wav()).equals(bytes(make(2).wav()))).toBe(false);
});

test.each([0.5, 1, 12.345])(
  '%s seconds are as long as they say, in the file and in its header',
  (seconds) => {
    const speech = toneSpeech({ seed: 1, seconds });
    const wav = bytes(speech.wav());
    expect(wav.length).toBe(speech.wavBytes);
    expect(wav.readUInt32LE(40) / 32_000).toBeCloseTo(seconds, 4);
    expect(wav.subarray(44).equals(bytes(speech.pcm()))).toBe(true);
  },
);

test('hours of it come in pieces of a second', () => {
  const speech = toneSpeech({ seed: 1, seconds: 3 * 3600, voices: 2 });
  expect(speech.words.at(-1)?.end).toBeGreaterThan(3 * 3600 - 3);
  const first = speech.pcm().next();
  expect(first.done === true ? 0 : first.value.length).toBe(32_000);
});

test('words follow each other, with pauses only where they are wanted', () => {
  const gaps = (pauses: boolean) => {
    const { words } = toneSpeech({ seed: 2, seconds: 60, pauses });
    return words.slice(1).map(({ start }, index) => start - (words[index]?.end ?? 0));
  };
  expect(Math.min(...gaps(true), ...gaps(false))).toBeGreaterThan(0.079);
  expect(Math.max(...gaps(false))).toBeLessThan(0.121);
  expect(Math.max(...gaps(true))).toBeGreaterThan(0.3);
});

test('as many voices speak as were asked for', () => {
  const voices = (count: number) =>
    new Set(toneSpeech({ seed: 1, seconds: 120, voices: count }).words.map(({ voice }) => voice)).size;
  expect([1, 2, 3, 4].map(voices)).toEqual([1, 2, 3, 4]);
  expect(() => toneSpeech({ seed: 1, seconds: 1, voices: 5 })).toThrow('1 to 4 voices');
});
