import { SAMPLE_RATE, type ToneWord } from '../../../emulator/hearing/alphabet';
import { ToneListener, type Heard } from '../../../emulator/hearing/toneListener';
import { vocabulary } from '../../../emulator/hearing/vocabulary';
import { seeded } from '../../../emulator/audio/seeded';
import { toneSpeech } from '../../support/toneSpeech/toneSpeech';

function listen(chunks: Iterable<Buffer>): Heard {
  const listener = new ToneListener();
  for (const chunk of chunks) listener.push(chunk);
  return listener.end();
}

const said = (words: readonly ToneWord[]) => words.map(({ text, voice }) => `${text}/${voice}`);
const atSample = (seconds: number) => Math.round(seconds * SAMPLE_RATE) * 2;

/** Placed as exactly as the hops of a recogniser allow. */
const TOLERANCE_SECONDS = 0.005;

const seeds = Array.from({ length: 24 }, (_, index) => index + 1);

test.each([
  ['with pauses', true],
  ['without pauses', false],
])('every word is heard, at its time and in its voice, in speech %s', (_what, pauses) => {
  for (const seed of seeds) {
    const speech = toneSpeech({ seed, seconds: 20, pauses, voices: 1 + (seed % 4) });
    const { words, seconds } = listen(speech.pcm());
    expect(seconds).toBe(20);
    expect(said(words)).toEqual(said(speech.words));
    const off = words.flatMap(({ start, end }, index) => [
      Math.abs(start - (speech.words[index]?.start ?? NaN)),
      Math.abs(end - (speech.words[index]?.end ?? NaN)),
    ]);
    expect(Math.max(...off)).toBeLessThan(TOLERANCE_SECONDS);
  }
});

test('it does not matter in which pieces the sound arrives', () => {
  const speech = toneSpeech({ seed: 5, seconds: 8 });
  const whole = Buffer.concat([...speech.pcm()]);
  const pieces = function* (size: number) {
    for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
  };
  const atOnce = listen([whole]);
  expect(said(atOnce.words)).toEqual(said(speech.words));
  for (const size of [1, 3, 160, 4097]) expect(listen(pieces(size))).toEqual(atOnce);
});

test('a cut inside a word garbles this word on both sides, and no other', () => {
  const speech = toneSpeech({ seed: 3, seconds: 6, voices: 2 });
  const whole = Buffer.concat([...speech.pcm()]);
  speech.words.forEach((word, index) => {
    const before = said(speech.words.slice(0, index));
    const after = said(speech.words.slice(index + 1));
    for (let at = word.start + 0.02; at <= word.end - 0.02; at += 0.02) {
      const left = listen([whole.subarray(0, atSample(at))]).words;
      const right = listen([whole.subarray(atSample(at))]).words;
      const leftOver = left.slice(before.length);
      const rest = right.slice(0, right.length - after.length);
      expect(said(left.slice(0, before.length))).toEqual(before);
      expect(said(right.slice(rest.length))).toEqual(after);
      const garbled = [...leftOver, ...rest].map(({ text }) => text);
      expect([leftOver.length <= 1, rest.length <= 1, garbled.length >= 1]).toEqual([true, true, true]);
      expect(garbled.filter((text) => vocabulary.includes(text))).toEqual([]);
      // They are what is left of its letters, give or take one that was cut.
      for (const text of garbled) expect(word.text).toContain(text);
    }
  });
});

test('a word that lasts until the end of the recording is heard', () => {
  const speech = toneSpeech({ seed: 9, seconds: 5 });
  const last = speech.words.at(-1);
  const whole = Buffer.concat([...speech.pcm()]);
  const heard = listen([whole.subarray(0, atSample(last?.end ?? 0))]);
  expect(said(heard.words)).toEqual(said(speech.words));
  expect(heard.words.at(-1)?.end).toBeLessThanOrEqual(heard.seconds);
});

test('neither silence nor noise is speech, and they are told apart', () => {
  const random = seeded(1);
  const noise = Buffer.alloc(SAMPLE_RATE * 4);
  for (let at = 0; at < noise.length; at += 2) noise.writeInt16LE(Math.round((random() - 0.5) * 20_000), at);
  expect(listen([Buffer.alloc(SAMPLE_RATE * 4)])).toEqual({ words: [], seconds: 2, noiseSeconds: 0 });
  const heard = listen([noise]);
  expect(heard.words).toEqual([]);
  expect(heard.noiseSeconds).toBeGreaterThan(1.9);
  expect(listen([])).toEqual({ words: [], seconds: 0, noiseSeconds: 0 });
});
