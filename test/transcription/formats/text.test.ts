import { readableText } from '../../../transcription/formats/text';
import { dialogue, transcript, usual } from './transcripts';

describe('a text to read', () => {
  test('names who speaks', () => {
    expect(readableText(dialogue, usual)).toBe('Speaker 1: Are you there?\n\nSpeaker 2: Yes. I am.');
  });

  test('names nobody when that was not asked for', () => {
    expect(readableText(dialogue, { ...usual, speakerLabels: false })).toBe('Are you there?\n\nYes. I am.');
  });

  test('names nobody where only one speaks', () => {
    const alone = transcript({
      segments: [{ start: 0, end: 1, text: 'Hello.', speaker: 'a' }],
      speakers: ['a'],
    });
    expect(readableText(alone, usual)).toBe('Hello.');
  });

  test('has the time of each paragraph when it was asked for', () => {
    expect(readableText(dialogue, { ...usual, textTimes: true })).toBe(
      '[0:00] Speaker 1: Are you there?\n\n[1:02] Speaker 2: Yes. I am.',
    );
  });

  test('has no times where there are none', () => {
    expect(readableText(transcript({ text: 'Hello.' }), { ...usual, textTimes: true })).toBe('Hello.');
  });

  test('has sounds when they were asked for', () => {
    expect(readableText(dialogue, { ...usual, audioEvents: true })).toContain('[laughter]');
    expect(readableText(dialogue, usual)).not.toContain('laughter');
  });

  test('is empty when nothing is said', () => {
    expect(readableText(transcript({}), usual)).toBe('');
  });
});
