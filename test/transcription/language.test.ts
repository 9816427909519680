import { languageCode, languages } from '../../transcription/language';

describe('the list of languages', () => {
  test('has each language once, with an ISO 639-1 code, sorted by its English name', () => {
    expect(new Set(languages.map(({ code }) => code)).size).toBe(languages.length);
    expect(languages.every(({ code }) => /^[a-z]{2}$/.test(code))).toBe(true);
    const names = languages.map(({ name }) => name);
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
    expect(languages).toContainEqual({ code: 'de', name: 'German' });
  });

  test('names every language in words', () => {
    expect(languages.filter(({ code, name }) => name === code || /^[a-z]/.test(name))).toEqual([]);
  });

  test('is understood by its codes and by its names', () => {
    for (const { code, name } of languages) {
      expect([name, languageCode(code), languageCode(name)]).toEqual([name, code, code]);
    }
  });
});

describe('the name a provider gives a language becomes one code', () => {
  test.each([
    ['eng', 'en'],
    ['deu', 'de'],
    ['ger', 'de'],
    ['rus', 'ru'],
    ['zho', 'zh'],
    ['cmn', 'zh'],
    ['fas', 'fa'],
    ['nob', 'nb'],
    ['jav', 'jv'],
    ['tgl', 'tl'],
    ['fil', 'tl'],
  ])('Scribe returns %s, which is %s', (said, code) => {
    expect(languageCode(said)).toBe(code);
  });

  // openai/whisper, whisper/tokenizer.py, LANGUAGES: the names that differ from the CLDR's.
  test.each([
    ['english', 'en'],
    ['greek', 'el'],
    ['haitian creole', 'ht'],
    ['nynorsk', 'nn'],
    ['myanmar', 'my'],
    ['sinhala', 'si'],
    ['pashto', 'ps'],
    ['luxembourgish', 'lb'],
    ['tagalog', 'tl'],
    ['javanese', 'jv'],
    ['bengali', 'bn'],
    ['maori', 'mi'],
  ])('Whisper returns %s, which is %s', (said, code) => {
    expect(languageCode(said)).toBe(code);
  });

  test.each([
    ['EN', 'en'],
    ['English', 'en'],
    [' en ', 'en'],
    ['en-US', 'en'],
    ['en_US', 'en'],
    ['pt-BR', 'pt'],
    ['zh-Hant-TW', 'zh'],
    ['jw', 'jv'],
    ['iw', 'he'],
  ])('%s is %s', (said, code) => {
    expect(languageCode(said)).toBe(code);
  });

  test.each(['yue', 'ceb', 'kea'])('%s has no two-letter code and keeps its three letters', (said) => {
    expect(languageCode(said)).toBe(said);
  });

  test('a tag of millions of parts is not a language', () => {
    expect(languageCode(`en${'-us'.repeat(5_000_000)}`)).toBeUndefined();
  });

  test.each(['', ' ', 'auto', 'und', 'mul', 'zxx', 'mis', 'MUL', 'a', 'klingonese', 'en/us', '12', 'en--us'])(
    '"%s" is not a language',
    (said) => {
      expect(languageCode(said)).toBeUndefined();
    },
  );
});
