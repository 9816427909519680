import { defaultName, isDefaultName } from '../../../transcription/speakers/defaultNames';

test.each([
  ['ar', 'المتحدث 2'],
  ['de', 'Sprecher 2'],
  ['en', 'Speaker 2'],
  ['es', 'Hablante 2'],
  ['fr', 'Intervenant 2'],
  ['he', 'דובר 2'],
  ['hu', '2. beszélő'],
  ['ja', '話者2'],
  ['pl', 'Mówca 2'],
  ['pt', 'Orador 2'],
  ['ru', 'Спикер 2'],
  ['th', 'ผู้พูด 2'],
  ['tr', 'Konuşmacı 2'],
  ['uk', 'Спікер 2'],
  ['zh', '说话人2'],
])('in a transcript in %s the second speaker is %s', (language, name) => {
  expect(defaultName(2, language)).toBe(name);
});

test.each(['xx', '', 'constructor', undefined])(
  'any other language (%j) gets the English name',
  (language) => {
    expect(defaultName(1, language)).toBe('Speaker 1');
  },
);

test('a default name is recognised in every language', () => {
  for (const language of ['ar', 'de', 'en', 'hu', 'ja', 'zh']) {
    expect(isDefaultName(defaultName(12, language))).toBe(true);
  }
  for (const name of ['Anna', 'Speaker', 'Speaker One', 'Agent 47', '12', '']) {
    expect(isDefaultName(name)).toBe(false);
  }
});
