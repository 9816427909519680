import { readableText } from '../../../transcription/formats/text';
import { dialogue, transcript, usual } from './transcripts';

describe('a readable text', () => {
  test('names the speakers', () => {
    expect(readableText(dialogue, usual)).toBe('Speaker 1: Are you there?\n\nSpeaker 2: Yes. I am.');
  });

  test('names nobody unless requested', () => {
    expect(readableText(dialogue, { ...usual, speakerLabels: false })).toBe('Are you there?\n\nYes. I am.');
  });

  test('names nobody if only one person speaks', () => {
    const alone = transcript({
      segments: [{ start: 0, end: 1, text: 'Hello.', speaker: 'a' }],
      speakers: ['a'],
    });
    expect(readableText(alone, usual)).toBe('Hello.');
  });

  test('has the timestamp of each paragraph on request', () => {
    expect(readableText(dialogue, { ...usual, textTimes: true })).toBe(
      '[0:00] Speaker 1: Are you there?\n\n[1:02] Speaker 2: Yes. I am.',
    );
  });

  test('has no timestamps if there are none', () => {
    expect(readableText(transcript({ text: 'Hello.' }), { ...usual, textTimes: true })).toBe('Hello.');
  });

  test('includes sounds on request', () => {
    expect(readableText(dialogue, { ...usual, audioEvents: true })).toContain('[laughter]');
    expect(readableText(dialogue, usual)).not.toContain('laughter');
  });

  test('is empty when nothing is said', () => {
    expect(readableText(transcript({}), usual)).toBe('');
  });
});
