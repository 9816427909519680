import type { Cue } from '../../../transcription/subtitles/cue';
import { toSrt } from '../../../transcription/subtitles/srt';

const cue = (...lines: string[]): Cue => ({ startMs: 1_500, endMs: 4_000, lines });

test('cues are numbered from one, each followed by an empty line', () => {
  const cues: Cue[] = [
    { startMs: 0, endMs: 1_500, lines: ['Hello,', 'this is Anna.'] },
    { startMs: 90_000_000, endMs: 90_000_001, lines: ['Goodbye.'] },
  ];
  expect(toSrt(cues)).toBe(
    '1\n00:00:00,000 --> 00:00:01,500\nHello,\nthis is Anna.\n\n2\n25:00:00,000 --> 25:00:00,001\nGoodbye.\n\n',
  );
});

test('no cues make an empty file', () => {
  expect(toSrt([])).toBe('');
});

test('voices are left out', () => {
  expect(toSrt([{ ...cue('Hello.'), voice: 'Speaker 1' }])).toBe(toSrt([cue('Hello.')]));
});

test.each([
  ['a tag', '<b>bold</b>', '‹b>bold‹/b>'],
  ['a tag of an unknown name', '<Bob> said', '‹Bob> said'],
  ['a tag that is never closed', 'a <b', 'a ‹b'],
  ['a tag that ends on the next line', '<\nb>', '‹\nb>'],
  ['a comment', '<!-- hidden', '‹!-- hidden'],
  ['a position of SubStation Alpha', '{\\an8}up', '(\\an8}up'],
  ['what is between two brackets', 'b=<2>', 'b=‹2>'],
  ['a tag with a space', 'a < b > c', 'a ‹ b > c'],
  ['a format of MicroDVD', '{y:i}{C:$00ff}', '(y:i}(C:$00ff}'],
  ['the arrow of a line of times', 'a --> b', 'a → b'],
  ['a line of times', '00:00:01,000 --> 00:00:02,000', '00:00:01,000 → 00:00:02,000'],
])('%s is written with look-alikes', (_what, line, expected) => {
  expect(toSrt([cue(line)])).toContain(`\n${expected}\n\n`);
});

test.each([
  '3 > 2',
  'I <3 you',
  'a < b',
  '1 <= 2',
  '<< back',
  '{b}',
  'Fish & chips',
  '&lt;',
  '100 %',
  '-- so',
  'C:\\new',
])('text that no player takes for markup stays as it is: %s', (line) => {
  expect(toSrt([cue(line)])).toContain(`\n${line}\n\n`);
});
