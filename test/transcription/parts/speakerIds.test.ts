import { freeSpeakerId, isOfOnePart, kindOf } from '../../../transcription/parts/speakerIds';

test.each([
  ['speaker_0', 'speaker_2'],
  ['SPEAKER_01', 'SPEAKER_02'],
  ['1', '2'],
  ['A', 'C'],
  ['channel_1_speaker_0', 'channel_1_speaker_1'],
])('a new speaker like %s is %s', (like, expected) => {
  const taken = new Set(['speaker_0', 'speaker_1', 'SPEAKER_01', '1', 'A', 'B', 'channel_1_speaker_0']);
  expect(freeSpeakerId(like, taken)).toBe(expected);
});

test('there is a letter for the twenty-seventh speaker, too', () => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  expect(freeSpeakerId('A', new Set(letters))).toBe('Z1');
});

test('numbers and letters are of one part; channels and names are the same in all', () => {
  expect(['speaker_0', 'SPEAKER_01', '3', 'B', 'channel_0_speaker_1'].filter(isOfOnePart)).toHaveLength(5);
  expect(['channel_0', 'Anna', 'agent'].filter(isOfOnePart)).toEqual([]);
});

test('speakers of two channels are never the same person', () => {
  expect(kindOf('channel_0_speaker_1')).not.toBe(kindOf('channel_1_speaker_1'));
  expect(kindOf('speaker_0')).toBe(kindOf('speaker_12'));
});
