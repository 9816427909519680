import { compactText } from '../../../transcription/formats/compactText';
import { dialogue, namesUnderTwoIds, transcript, underTwoIds, usual } from './transcripts';

test('the first line is a header, and each paragraph has its timestamp and a speaker label', () => {
  expect(compactText(dialogue, usual)).toBe(
    'Transcript (language: en; length: 1:02:05)\n[0:00] S1: Are you there?\n[1:02] S2: Yes. I am.',
  );
});

test('nobody is named if only one person speaks, or if that was not requested', () => {
  const [first, second] = compactText(dialogue, { ...usual, speakerLabels: false }).split('\n');
  expect(first).toBe('Transcript (language: en; length: 1:02:05)');
  expect(second).toBe('[0:00] Are you there?');
  expect(compactText({ ...dialogue, speakers: ['b'] }, usual)).not.toContain('S1');
});

test('speakers have their given names in the header, and one person one label', () => {
  expect(compactText(underTwoIds, { ...usual, speakers: namesUnderTwoIds })).toBe(
    'Transcript (S1 = Anna, S2 = Carla)\n[0:00] S1: 0. 1.\n[0:02] S2: 2.',
  );
});

test('speakers without a given name are not listed', () => {
  const speakers = { names: ['Anna'], label: '{name}: ', labelsInVtt: false };
  const [first] = compactText(dialogue, { ...usual, speakers }).split('\n');
  expect(first).toBe('Transcript (language: en; length: 1:02:05; S1 = Anna)');
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
