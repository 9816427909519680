import { ruleSets } from '../../../transcription/subtitles/rules';
import { rulesFor } from '../../../transcription/subtitles/rulesFor';

const broadcast = (text: string) => rulesFor(text, ruleSets.broadcast);

test.each([
  ['', 42, 20],
  ['12:30', 42, 20],
  ['Good morning.', 42, 20],
  ['Доброе утро.', 42, 20],
  ['สวัสดีค่ะ', 42, 20],
  ['おはようございます。会議は10時です。', 26, 8],
  ['早上好，会议十点开始。', 32, 18],
  ['안녕하세요. 회의는 열 시에 시작합니다.', 32, 24],
  ['The word for it is 会議, and nobody knows why.', 42, 20],
])('%s has lines of %d columns, read at %d a second', (text, maxLineLength, maxCharactersPerSecond) => {
  expect(broadcast(text)).toEqual({ ...ruleSets.broadcast.rules, maxLineLength, maxCharactersPerSecond });
});

test('a short line stays short in every script', () => {
  expect(rulesFor('おはようございます。', ruleSets.social)).toMatchObject({ maxLineLength: 24, maxLines: 1 });
});

test.each(Object.entries(ruleSets))(
  '%s closes gaps up to half a second to two frames',
  (_name, { rules }) => {
    expect(rules).toMatchObject({ gapSeconds: 0.083, chainSeconds: 0.5 });
  },
);
