import { compactText } from '../../../transcription/formats/compactText';
import { dialogue, transcript, usual } from './transcripts';

test('a first line says what it is, and each paragraph has its time and a sign for its speaker', () => {
  expect(compactText(dialogue, usual)).toBe(
    'Transcript (language: en; length: 1:02:05; S1 = Speaker 1, S2 = Speaker 2)\n[0:00] S1: Are you there?\n[1:02] S2: Yes. I am.',
  );
});

test('nobody is named where only one speaks, or when that was not asked for', () => {
  const [first, second] = compactText(dialogue, { ...usual, speakerLabels: false }).split('\n');
  expect(first).toBe('Transcript (language: en; length: 1:02:05)');
  expect(second).toBe('[0:00] Are you there?');
  expect(compactText({ ...dialogue, speakers: ['b'] }, usual)).not.toContain('S1');
});

test('what is not known is not told', () => {
  expect(compactText(transcript({ text: 'Hello.' }), usual)).toBe('Transcript\nHello.');
});

test('sounds are told when they were asked for', () => {
  expect(compactText(dialogue, { ...usual, audioEvents: true })).toContain('[laughter]');
  expect(compactText(dialogue, usual)).not.toContain('laughter');
});

test('a recording in which nothing is said has its first line', () => {
  expect(compactText(transcript({ durationSeconds: 3 }), usual)).toBe('Transcript (length: 0:03)');
});
