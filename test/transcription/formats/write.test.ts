import { fileFormats, mediaTypes, writeTranscript } from '../../../transcription/formats/write';
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

test('a text file is the readable text, and ends with a line end', () => {
  expect(writeTranscript(dialogue, 'txt', { ...usual, textTimes: true })).toBe(
    '[0:00] Speaker 1: Are you there?\n\n[1:02] Speaker 2: Yes. I am.\n',
  );
});

test.each(fileFormats)('no %s file names anybody when that was not asked for', (format) => {
  expect(writeTranscript(dialogue, format, { ...usual, speakerLabels: false })).not.toContain('Speaker');
});

test.each(fileFormats)('a %s file has sounds when they were asked for', (format) => {
  expect(writeTranscript(dialogue, format, { ...usual, audioEvents: true })).toContain('[laughter]');
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

test('a silent recording has empty files', () => {
  const silent = transcript({});
  expect(fileFormats.map((format) => writeTranscript(silent, format, usual))).toEqual(['', '', 'WEBVTT\n']);
});

test('each format has its media type', () => {
  expect(mediaTypes).toEqual({ srt: 'application/x-subrip', txt: 'text/plain', vtt: 'text/vtt' });
});
