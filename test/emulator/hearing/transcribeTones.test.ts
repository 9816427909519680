import { speechFrom } from '../../../emulator/hearing/transcribeTones';

const word = (text: string, start: number, voice = 0) => ({ text, start, end: start + 0.2, voice });

test('pauses end sentences, gaps between words do not', () => {
  const { text, words } = speechFrom({
    words: [word('bado', 0.4), word('keli', 0.7), word('fumo', 1.3), word('lami', 1.6)],
    seconds: 1.9,
    noiseSeconds: 0,
  });
  // After the last word, it is not certain that the sentence was over.
  expect(text).toBe('Bado keli. Fumo lami');
  expect(words[1]).toEqual({ text: 'keli.', start: 0.7, end: 0.9, speaker: 'speaker_0' });
});

test('speakers are numbered in the order in which they speak in this recording', () => {
  const { words } = speechFrom({
    words: [word('bado', 0, 3), word('keli', 0.3, 1), word('fumo', 0.6, 3)],
    seconds: 2,
    noiseSeconds: 0,
  });
  expect(words.map(({ speaker }) => speaker)).toEqual(['speaker_0', 'speaker_1', 'speaker_0']);
});

test('a recording without words is silence', () => {
  expect(speechFrom({ words: [], seconds: 3.21049, noiseSeconds: 0 })).toMatchObject({
    text: '',
    words: [],
    durationSeconds: 3.21,
  });
});
