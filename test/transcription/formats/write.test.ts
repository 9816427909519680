import { compactText } from '../../../transcription/formats/compactText';
import { fileFormats, mediaTypes, writeInSteps, writeTranscript } from '../../../transcription/formats/write';
import { buildSegments } from '../../../transcription/segments/buildSegments';
import { parseSubtitles, validateVtt } from '../../support/parseSubtitles';
import { dialogue, transcript, usual } from './transcripts';

test("a SubRip file has the speaker's name before the speech", async () => {
  const file = writeTranscript(dialogue, 'srt', usual) ?? '';
  expect(await parseSubtitles(file, 'srt')).toEqual([
    { startMs: 500, endMs: 1750, lines: ['Speaker 1: Are you there?'] },
    { startMs: 62_000, endMs: 63_050, lines: ['Speaker 2: Yes. I am.'] },
  ]);
});

test('a WebVTT file has the speakers as voices', () => {
  expect(validateVtt(writeTranscript(dialogue, 'vtt', usual) ?? '')).toEqual([
    { startMs: 500, endMs: 1500, lines: ['Are you there?'], voice: 'Speaker 1' },
    { startMs: 62_000, endMs: 63_000, lines: ['Yes. I am.'], voice: 'Speaker 2' },
  ]);
});

test.each(fileFormats)('a %s file has the given names, and names one person once', (format) => {
  const third = { start: 64, end: 65, text: 'Good.', speaker: 'c' };
  const spoken = transcript({
    text: 'Are you there? Yes. I am. Good.',
    segments: [...(dialogue.segments ?? []), third],
    speakers: ['b', 'a', 'c'],
  });
  const speakers = { names: ['Boris', 'Anna', 'Anna'], label: '{name}: ', labelsInVtt: false };
  const file = writeTranscript(spoken, format, { ...usual, speakers }) ?? '';
  expect(file).toContain('Boris');
  expect(file).toMatch(/Yes\. I am\.(?: |[^]*\n(?:<v Anna>)?)Good\./);
  expect(file).not.toContain('Speaker 1');
});

test('a WebVTT file also shows the names if asked for', () => {
  const speakers = { names: ['Anna', 'Boris'], label: '{name}: ', labelsInVtt: true };
  expect(validateVtt(writeTranscript(dialogue, 'vtt', { ...usual, speakers }) ?? '')).toMatchObject([
    { lines: ['Anna: Are you there?'], voice: 'Anna' },
    { lines: ['Boris: Yes. I am.'], voice: 'Boris' },
  ]);
});

test('a text file is the readable text, and ends with a line end', () => {
  expect(writeTranscript(dialogue, 'txt', { ...usual, textTimes: true })).toBe(
    '[0:00] Speaker 1: Are you there?\n\n[1:02] Speaker 2: Yes. I am.\n',
  );
});

test.each(fileFormats)('no %s file names anybody when that was not asked for', (format) => {
  expect(writeTranscript(dialogue, format, { ...usual, speakerLabels: false })).not.toContain('Speaker');
});

test.each(fileFormats)('a %s file has sounds when they were asked for', (format) => {
  expect(writeTranscript(dialogue, format, { ...usual, audioEvents: true })).toMatch(/\[laughter\\?\]/);
  expect(writeTranscript(dialogue, format, usual)).not.toContain('laughter');
});

test.each(['srt', 'vtt'] as const)('a %s file keeps to the rules', (format) => {
  const rules = { ...usual.rules, maxLineLength: 14 };
  const file = writeTranscript(dialogue, format, { ...usual, speakerLabels: false, rules });
  expect(file).toContain('\nAre you there?\n');
  expect(
    writeTranscript(dialogue, format, {
      ...usual,
      speakerLabels: false,
      rules: { ...rules, maxLineLength: 10 },
    }),
  ).toContain('\nAre you\nthere?\n');
});

test('a text without timestamps has no subtitles, but a text file', () => {
  const untimed = transcript({ text: 'Hello.' });
  expect(writeTranscript(untimed, 'srt', usual)).toBeUndefined();
  expect(writeTranscript(untimed, 'vtt', usual)).toBeUndefined();
  expect(writeTranscript(untimed, 'txt', usual)).toBe('Hello.\n');
});

test('a silent recording has an empty text file and empty subtitles', () => {
  const silent = transcript({});
  const files = (['srt', 'txt', 'vtt'] as const).map((format) => writeTranscript(silent, format, usual));
  expect(files).toEqual(['', '', 'WEBVTT\n']);
});

test.each(['html', 'md'] as const)('a %s file of a silent recording says that nobody speaks', (format) => {
  expect(writeTranscript(transcript({}), format, usual)).toContain('No speech was found.');
});

test('each format has its media type', () => {
  expect(mediaTypes).toEqual({
    html: 'text/html',
    md: 'text/markdown',
    srt: 'application/x-subrip',
    txt: 'text/plain',
    vtt: 'text/vtt',
  });
});

/** `a: Hello there.` and so on, each word 0.3 s long and each turn a segment. */
function talk(...turns: string[]) {
  let time = 0;
  const words = turns.flatMap((turn) => {
    const [speaker = '', text = ''] = turn.split(': ');
    return text.split(' ').map((word) => ({ text: word, start: time, end: (time += 0.3), speaker }));
  });
  const text = words.map((word) => word.text).join(' ');
  return transcript({
    text,
    language: 'en',
    words,
    segments: buildSegments(words) ?? [],
    speakers: ['a', 'b'],
  });
}

test.each(fileFormats)(
  'a %s file gives a word that flips the speaker within a sentence to the sentence',
  (format) => {
    const flipped = talk(
      'a: So we all went',
      'b: to',
      'a: the new shop.',
      'b: That is good to hear, my dear friend.',
    );
    const file = (writeTranscript(flipped, format, usual) ?? '').replace(/\s+/g, ' ');
    expect(file).toContain('So we all went to the new shop.');
    expect(compactText(flipped, usual)).toContain('] S1: So we all went to the new shop.\n');
  },
);

test.each(fileFormats)('a %s file has what listeners say, unless minutes are to be without it', (format) => {
  const listened = talk('a: We met the whole team.', 'b: Mhm, yeah.', 'a: They agreed to all of it.');
  expect(writeTranscript(listened, format, usual)).toContain('Mhm, yeah.');
  const minutes = { ...usual, withoutBackchannels: true };
  const file = writeTranscript(listened, format, minutes) ?? '';
  const isSubtitles = format === 'srt' || format === 'vtt';
  expect(file.includes('Mhm')).toBe(isSubtitles);
  expect(compactText(listened, minutes)).toContain('S1: We met the whole team. They agreed to all of it.');
  if (!isSubtitles) expect(file).toContain('We met the whole team. They agreed to all of it.');
});

test.each(['srt', 'vtt'] as const)(
  'a %s file that is written in steps is the same, and has breaks',
  (format) => {
    const steps = writeInSteps(dialogue, format, usual);
    let breaks = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) breaks += 1;
    expect(step.value).toBe(writeTranscript(dialogue, format, usual));
    expect(breaks).toBeGreaterThanOrEqual(6);
  },
);
