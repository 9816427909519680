import { buildCues, type CueOptions } from '../../../transcription/subtitles/buildCues';
import { defaultSubtitleRules, ruleSets, type SubtitleRules } from '../../../transcription/subtitles/rules';
import { toVtt } from '../../../transcription/subtitles/vtt';
import { validateVtt } from '../../support/parseSubtitles';
import { transcript } from '../formats/transcripts';
import { say } from './speech';

type Turn = [at: number, speaker: string | undefined, text: string];

function cuesOf(
  turns: readonly Turn[],
  rules: Partial<SubtitleRules> = {},
  speakers: CueOptions['speakers'] = 'none',
) {
  const words = turns.flatMap(([at, speaker, text]) => say(text, { at, ...(speaker && { speaker }) }));
  const spoken = transcript({ words, speakers: [...new Set(words.flatMap(({ speaker }) => speaker ?? []))] });
  return (
    buildCues(spoken, { rules: { ...defaultSubtitleRules, ...rules }, audioEvents: false, speakers }) ?? []
  );
}

const linesOf = (...parameters: Parameters<typeof cuesOf>) => cuesOf(...parameters).map(({ lines }) => lines);

const yesNo: Turn[] = [
  [0, 'a', 'Yes.'],
  [0.5, 'b', 'No.'],
];

test("two speakers' short turns share a cue, a line each, after a dash", () => {
  expect(cuesOf(yesNo)).toEqual([{ startMs: 0, endMs: 1000, lines: ['- Yes.', '- No.'] }]);
  expect(
    linesOf([
      [0, 'a', 'Are you coming?'],
      [1.2, 'b', 'In a minute.'],
    ]),
  ).toEqual([['- Are you coming?', '- In a minute.']]);
});

test('names take the place of the dashes', () => {
  expect(linesOf(yesNo, {}, 'label')).toEqual([['Speaker 1: Yes.', 'Speaker 2: No.']]);
});

test('in WebVTT each line is in its own voice, and has a dash for players that do not show voices', () => {
  const cues = cuesOf(yesNo, {}, 'voice');
  expect(toVtt(cues)).toContain('\n<v Speaker 1>- Yes.</v>\n<v Speaker 2>- No.</v>\n');
  expect(validateVtt(toVtt(cues))).toEqual(cues);
  expect(toVtt(cuesOf(yesNo, {}, 'voiceAndLabel'))).toContain(
    '\n<v Speaker 1>Speaker 1: Yes.</v>\n<v Speaker 2>Speaker 2: No.</v>\n',
  );
});

test.each<[string, Turn[], Partial<SubtitleRules>]>([
  ['if the rules do not allow it', yesNo, { dualSpeakers: false }],
  ['in a single line', yesNo, { maxLines: 1 }],
  ['in the rules for social media', yesNo, ruleSets.social.rules],
  [
    'if the speakers are unknown',
    [
      [0, undefined, 'Yes.'],
      [0.5, 'b', 'No.'],
      [4, 'a', 'Why?'],
    ],
    {},
  ],
  [
    'after a silence',
    [
      [0, 'a', 'Yes.'],
      [1.4, 'b', 'No.'],
    ],
    {},
  ],
  [
    'if the second line would be shown long before it is said',
    [
      [0, 'a', 'What do you think about that house?'],
      [2.2, 'b', 'Nothing.'],
    ],
    {},
  ],
  [
    'with a piece of a longer turn',
    [
      [0, 'a', 'Yes.'],
      [0.5, 'b', 'No.'],
      [3, 'b', 'Not at all.'],
    ],
    {},
  ],
  [
    'if a turn fills its line without a dash',
    [
      [0, 'a', 'a'.repeat(41)],
      [1.5, 'b', 'No.'],
    ],
    {},
  ],
  [
    'if both together are shown too long',
    [
      [0, 'a', 'Are you there?'],
      [1.5, 'b', 'Yes, I am.'],
    ],
    { maxSeconds: 2 },
  ],
])('they have a cue each %s', (_when, turns, rules) => {
  const cues = cuesOf(turns, rules);
  expect(cues).toHaveLength(turns.length);
  for (const { lines } of cues) expect(lines.join(' ')).not.toMatch(/^- /);
});

test('a third turn is not squeezed in', () => {
  expect(linesOf([...yesNo, [1, 'a', 'Oh, yes.'], [4, 'b', 'Well.']])).toEqual([
    ['- Yes.', '- No.'],
    ['Oh, yes.'],
    ['Well.'],
  ]);
});

test('they have a cue each if both dashes would make a readable cue too fast', () => {
  const turns: Turn[] = [
    [0, 'a', 'Well, you know this.'],
    [1.2, 'b', 'Maybe, a friend.'],
    [2.2, 'c', `Then ${'so '.repeat(20)}on.`],
  ];
  expect(cuesOf(turns, { maxCharactersPerSecond: 18.5 })[0]?.lines).toEqual(['Well, you know this.']);
  expect(cuesOf(turns, { maxCharactersPerSecond: 22 })[0]?.lines).toHaveLength(2);
});

test('a dash stays at the beginning of a line that is written from right to left', () => {
  expect(
    linesOf([
      [0, 'a', 'نعم.'],
      [0.5, 'b', 'لا.'],
    ]),
  ).toEqual([['\u200f\u202b-\u200f نعم.\u202c', '\u200f\u202b-\u200f لا.\u202c']]);
});
