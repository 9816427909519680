import { isBackchannel, withoutBackchannels } from '../../../transcription/speakers/backchannels';
import { corpus } from '../../bench/captions/corpus';

test.each([
  ['en', 'Mhm.'],
  ['en', 'Uh-huh, yeah.'],
  ['en', 'Mmmm-hmm…'],
  ['en', 'I see.'],
  ['de', 'Ja, ja.'],
  ['ru', 'Да-да.'],
  ['ru', 'Угу.'],
  ['ja', 'うん。'],
  ['ja', 'うんうん、そうですね。'],
  ['zh', '对对对。'],
  ['ko', '네.'],
  ['fr', 'Oui, oui.'],
  ['th', 'Hmm.'],
])('in %s, %s is what a listener says', (language, text) => {
  expect(isBackchannel(text, language)).toBe(true);
});

test.each([
  ['en', 'Yeah, but not today.'],
  ['en', 'Okay.'],
  ['en', 'No.'],
  ['en', 'Uh-uh.'],
  ['en', 'Ja.'],
  ['ja', 'ううん。'],
  ['en', '...'],
  ['en', '[laughs]'],
  ['en', 'Yeah yeah yeah yeah yeah.'],
])('in %s, %s says more, or nothing', (language, text) => {
  expect(isBackchannel(text, language)).toBe(false);
});

test.each(corpus().map(({ language }) => language))('%s has words of its own', (language) => {
  const usual = {
    cs: 'jo',
    de: 'ja',
    en: 'yeah',
    es: 'sí',
    fr: 'oui',
    it: 'sì',
    nl: 'ja',
    pl: 'tak',
    pt: 'sim',
  };
  const others = { ru: 'да', sv: 'ja', tr: 'evet', uk: 'так' };
  const word = new Map(Object.entries({ ...usual, ...others })).get(language) ?? '';
  expect(isBackchannel(word, language)).toBe(true);
  expect(isBackchannel(word, undefined)).toBe(false);
});

/** `a: Hello.`, one segment each. */
const said = (...turns: string[]) =>
  turns.map((turn, index) => {
    const [speaker = '', text = ''] = turn.split(': ');
    return { start: index, end: index + 1, text, ...(speaker === '?' ? {} : { speaker }) };
  });

const left = (...turns: string[]) =>
  withoutBackchannels(said(...turns), 'en').map(({ speaker = '?', text }) => `${speaker}: ${text}`);

test('what listeners say between two turns of one speaker is left out', () => {
  expect(left('a: We met.', 'b: Mhm.', 'b: Yeah.', 'a: And then?', 'b: Nothing.')).toEqual([
    'a: We met.',
    'a: And then?',
    'b: Nothing.',
  ]);
  expect(left('a: We met.', 'b: Mhm.', 'c: Right.', 'a: So.')).toEqual(['a: We met.', 'a: So.']);
});

test.each([
  ['an answer', ['a: Did you?', 'b: Yeah.', 'a: Good.']],
  ['an answer to a quoted question', ['a: He said “why?”', 'b: Yeah.', 'a: Good.']],
  ['a turn that says more', ['a: We met.', 'b: Yeah, twice.', 'a: Good.']],
  ['what somebody says before another one goes on', ['a: We met.', 'b: Mhm.', 'c: Good.']],
  ['the first and the last turn', ['b: Mhm.', 'a: We met.', 'b: Mhm.']],
  ["a speaker's own", ['a: We met.', 'a: Yeah.', 'a: Good.']],
  ['that of nobody known', ['a: We met.', '?: Mhm.', 'a: Good.']],
  ['everything where speakers are unknown', ['?: We met.', '?: Mhm.', '?: Good.']],
])('%s stays', (_what, turns) => {
  expect(left(...turns)).toEqual(turns);
});

test('thousands of them take no time', () => {
  const turns = Array.from({ length: 20_000 }, (_, index) => `${index % 2 ? 'a' : 'b'}: Mhm.`);
  expect(left(...turns)).toHaveLength(turns.length);
});
