import { readableText } from '../../../transcription/formats/text';
import { dialogue, namesUnderTwoIds, transcript, underTwoIds, usual } from './transcripts';

describe('a readable text', () => {
  test('names the speakers', () => {
    expect(readableText(dialogue, usual)).toBe('Speaker 1: Are you there?\n\nSpeaker 2: Yes. I am.');
  });

  test('names them as given, and as the label says', () => {
    const speakers = { names: { a: 'Anna' }, label: '{name} — ', labelsInVtt: false };
    expect(readableText(dialogue, { ...usual, speakers })).toBe(
      'Speaker 1 — Are you there?\n\nAnna — Yes. I am.',
    );
  });

  test('names them in its language', () => {
    expect(readableText({ ...dialogue, language: 'ru' }, usual)).toMatch(/^Спикер 1: .*\n\nСпикер 2: /);
  });

  test('joins what one person says under two IDs', () => {
    const before = structuredClone(underTwoIds);
    expect(readableText(underTwoIds, { ...usual, speakers: namesUnderTwoIds })).toBe(
      'Anna: 0. 1.\n\nCarla: 2.',
    );
    expect(underTwoIds).toEqual(before);
  });

  test('keeps a label in its place if the text is written in the opposite direction', () => {
    const segments = ['a', 'b'].map((speaker, at) => ({ start: at, end: at + 1, text: 'مرحبا', speaker }));
    const speakers = { names: ['Anna', 'ليلى'], label: '{name}: ', labelsInVtt: false };
    expect(
      readableText(transcript({ segments, speakers: ['a', 'b'] }), { ...usual, textTimes: true, speakers }),
    ).toBe('[0:00] \u200f\u202bAnna:\u200f مرحبا\u202c\n\n[0:01] ليلى: مرحبا');
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
