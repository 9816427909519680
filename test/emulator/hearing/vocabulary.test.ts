import { syllablesOf, chordOf } from '../../../emulator/hearing/alphabet';
import { vocabulary } from '../../../emulator/hearing/vocabulary';

test('no word holds another, so what is left of a word is never a word', () => {
  const held = vocabulary.filter((word) =>
    vocabulary.some((other) => other !== word && other.includes(word)),
  );
  expect(held).toEqual([]);
  expect(new Set(vocabulary).size).toBe(300);
});

test('each word can be spoken, and its neighbouring syllables differ in all that can be heard', () => {
  for (const word of vocabulary) {
    const chords = syllablesOf(word).map((syllable) => chordOf(syllable, 0));
    expect(syllablesOf(word).join('')).toBe(word);
    chords.slice(1).forEach(([, vowel, consonant], index) => {
      expect(chords[index]?.[1]).not.toBe(vowel);
      expect(chords[index]?.[2]).not.toBe(consonant);
    });
  }
});

test('what is no syllable has no chord', () => {
  expect(() => chordOf('wo', 0)).toThrow('no syllable "wo"');
  expect(() => chordOf('bo', 4)).toThrow('voice 4');
});
