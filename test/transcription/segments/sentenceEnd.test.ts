import { endsClause, endsSentence } from '../../../transcription/segments/sentenceEnd';

describe('a sentence ends', () => {
  test.each([
    ['English', 'failed.', 'Try'],
    ['English', 'failed!', 'Try'],
    ['English', 'failed?!', 'Try'],
    ['Russian', 'дела?', 'Хорошо'],
    ['German', 'gut.', 'Ärzte'],
    ['Chinese', '好。', '他'],
    ['Chinese', '好！', '他'],
    ['Japanese', 'です。', 'はい'],
    ['Arabic', 'حالك؟', 'أنا'],
    ['Hindi', 'है।', 'वह'],
    ['Armenian', 'է։', 'Նա'],
    ['Burmese', 'တယ်။', 'သူ'],
  ])('in %s with %s', (_language, text, next) => {
    expect(endsSentence(text, next)).toBe(true);
  });

  test.each([
    ['a quotation mark', 'failed.”', 'Try'],
    ['a German quotation mark', 'gut.“', 'Dann'],
    ['a straight quotation mark', 'failed."', 'Try'],
    ['a bracket', 'failed.)', 'Try'],
    ['a Japanese bracket', 'はい。」', 'そう'],
    ['two of them', 'failed.’”', 'Try'],
  ])('with %s after its mark', (_what, text, next) => {
    expect(endsSentence(text, next)).toBe(true);
  });

  test.each(['wait…', 'wait...', 'Warte…“'])('with %s before a capital', (text) => {
    expect(endsSentence(text, 'Then')).toBe(true);
  });

  test('with any mark at the end of the text', () => {
    expect(['Mr.', '3.', 'z.B.', 'wait…'].every((text) => endsSentence(text, undefined))).toBe(true);
  });
});

describe('a sentence goes on', () => {
  test.each([
    ['no mark', 'failed', 'Try'],
    ['a comma', 'failed,', 'Try'],
    ['a Chinese comma', '好，', '他'],
    ['no mark in Thai, which has none', 'ครับ', 'ผม'],
    ['a mark within the word', 'example.com', 'Try'],
    ['a dot before a small letter', 'approx.', 'ten'],
    ['a dot before a small letter in Russian', 'руб.', 'за'],
    ['an ellipsis before a small letter', 'wait…', 'then'],
    ['three dots before a small letter', 'wait...', '“then'],
    ['what was quoted before a small letter', '“Really?”', 'he'],
  ])('after %s', (_what, text, next) => {
    expect(endsSentence(text, next)).toBe(false);
  });

  test.each([
    ['Mr.', 'Smith'],
    ['Mrs.', 'Smith'],
    ['Dr.', 'Meier'],
    ['(Dr.', 'Meier'],
    ['St.', 'Petersburg'],
    ['Hr.', 'Meier'],
    ['Prof.', 'Meier'],
    ['bzw.', 'Meier'],
    ['г.', 'Москва'],
    ['проф.', 'Иванов'],
  ])('after the title or abbreviation %s', (text, next) => {
    expect(endsSentence(text, next)).toBe(false);
  });

  test.each(['J.', 'А.', '“É.'])('after the initial %s', (text) => {
    expect(endsSentence(text, 'Smith')).toBe(false);
  });

  test.each(['3.', '12.'])('after the ordinal number %s', (text) => {
    expect(endsSentence(text, 'Oktober')).toBe(false);
  });

  test.each(['z.B.', 'U.S.', 'т.е.', 'p.m.'])('after %s, whatever follows', (text) => {
    expect(endsSentence(text, 'Berlin')).toBe(false);
  });
});

test.each(['why.', 'I.', 'я.', 'TV.', 'Hmm.', 'Хм.', '1999.', 'PhD.'])(
  '%s is not an abbreviation, and may end a sentence',
  (text) => {
    expect(endsSentence(text, 'Then')).toBe(true);
  },
);

describe('a clause', () => {
  test.each([
    'one,',
    'one;',
    'one:',
    'one –',
    'one—',
    'one -',
    'one.',
    'one?”',
    'واحد،',
    'واحد؛',
    '一、',
    '一，',
    '一；',
    '一：',
    '一。',
    'eins,“',
  ])('ends with %s', (text) => {
    expect(endsClause(text)).toBe(true);
  });

  test.each(['one', 'well-', 'don’t', 'Mr.', 'z.B.', '3.', 'ครับ', '“one'])('does not end with %s', (text) => {
    expect(endsClause(text)).toBe(false);
  });
});

test('a word of a million dots is read like any other', () => {
  expect(endsSentence(`${'.'.repeat(1_000_000)}x`, 'Then')).toBe(false);
  expect(endsSentence('.'.repeat(1_000_000), 'Then')).toBe(true);
});

test('the last word of a text and the first of the next one decide', () => {
  expect(endsSentence('They asked for Dr.', 'Meier and his wife.')).toBe(false);
  expect(endsSentence('Prices rose by approx.', '20 percent.')).toBe(false);
  expect(endsSentence('They went to the U.S.', 'They liked it there.')).toBe(true);
  expect(endsSentence('The match was on Tue.', 'Sept. 4 at noon.')).toBe(false);
});

describe('what follows decides:', () => {
  test.each([
    ['a number after "No."', 'No.', '10', false],
    ['a name after "No."', 'No.', 'Peter', true],
    ['a pronoun after an abbreviation', 'Inc.', 'She', true],
    ['a name after an abbreviation', 'Inc.', 'Apple', false],
    ['a part of a name after a title', 'Dr.', 'De', false],
    ['a contraction after a clock time', 'a.m.', 'Don’t', true],
    ['anything after "e.g."', 'e.g.', 'The', false],
    ['an initial after an initial', 'J.', 'A.', false],
    ['a capital after "etc."', 'etc.', 'Berlin', true],
    ['a small letter after "etc."', 'etc.', 'and', false],
  ])('%s', (_what, text, next, ends) => {
    expect(endsSentence(text, next)).toBe(ends);
  });
});

test.each(['DR.', 'MRS.', 'ST.', 'PROF.'])('%s in capitals is an abbreviation', (text) => {
  expect(endsSentence(text, 'JONES')).toBe(false);
});

test('a semicolon ends a sentence in Greek only', () => {
  expect(endsSentence('κάνεις;', 'Καλά')).toBe(true);
  expect(endsSentence('κάνεις\u037e', 'Καλά')).toBe(true);
  expect(endsSentence('doing;', 'Fine')).toBe(false);
});

test('Georgian has no capitals, so any word may begin a sentence', () => {
  expect(endsSentence('მოვიდა.', 'ჩვენ')).toBe(true);
});
