import fc from 'fast-check';
import { escapeHtml } from '../../../../transcription/formats/webPage/escapeHtml';
import { parseHtml } from '../../../support/parseHtml';

test('any text is read back from a tag and from an attribute as it was', () => {
  const sign = fc.constantFrom(...'<>&"\'/=!-;#x aя話', '&lt;', '</b>', '<!--', ']]>');
  const text = fc.string({ unit: sign, maxLength: 30 }).map((signs) => signs.replace(/ +/g, ' ').trim());
  fc.assert(
    fc.property(text, (signs) => {
      expect(parseHtml(`<b title="${escapeHtml(signs)}">${escapeHtml(signs)}</b>`)).toEqual([
        { name: 'b', attributes: { title: signs }, text: signs },
      ]);
    }),
  );
});

test('what cannot be seen but changes the rest is left out', () => {
  expect(escapeHtml('one\u0000\u2029two \u202eeno\u2066\ufeff')).toBe('one two eno');
});

test('joiners and direction marks, which some scripts need, are kept', () => {
  const kept = 'می\u200cخواهم \u200f1\u200e';
  expect(escapeHtml(kept)).toBe(kept);
});
