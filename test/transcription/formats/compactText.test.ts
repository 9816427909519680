import { compactText } from '../../../transcription/formats/compactText';
import { dialogue, transcript, usual } from './transcripts';

test('the first line is a header, and each paragraph has its timestamp and a speaker label', () => {
  expect(compactText(dialogue, usual)).toBe(
    'Transcript (language: en; length: 1:02:05; S1 = Speaker 1, S2 = Speaker 2)\n[0:00] S1: Are you there?\n[1:02] S2: Yes. I am.',
  );
});

test('nobody is named if only one person speaks, or if that was not requested', () => {
  const [first, second] = compactText(dialogue, { ...usual, speakerLabels: false }).split('\n');
  expect(first).toBe('Transcript (language: en; length: 1:02:05)');
  expect(second).toBe('[0:00] Are you there?');
  expect(compactText({ ...dialogue, speakers: ['b'] }, usual)).not.toContain('S1');
});

test('unknown values are omitted', () => {
  expect(compactText(transcript({ text: 'Hello.' }), usual)).toBe('Transcript\nHello.');
});

test('sounds are included on request', () => {
  expect(compactText(dialogue, { ...usual, audioEvents: true })).toContain('[laughter]');
  expect(compactText(dialogue, usual)).not.toContain('laughter');
});

test('a silent recording has only the header', () => {
  expect(compactText(transcript({ durationSeconds: 3 }), usual)).toBe('Transcript (length: 0:03)');
});
