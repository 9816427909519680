import { joinTexts } from '../../../transcription/text/joinTexts';

test.each([
  [[' Ever tried.', ' Never failed. '], 'Ever tried. Never failed.'],
  [['Ever tried.', '', ' \n', 'Never failed.'], 'Ever tried. Never failed.'],
  [['你好。', '安娜。'], '你好。安娜。'],
  [['สวัสดี', 'ครับ'], 'สวัสดี ครับ'],
  [[], ''],
])('%j become %j', (texts, whole) => {
  expect(joinTexts(texts)).toBe(whole);
});
