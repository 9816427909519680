import { speakerNames } from '../../transcription/speakerNames';

test('speakers are numbered in the order in which they first speak, whatever their IDs', () => {
  expect([...speakerNames(['speaker_4', 'channel_0_speaker_1'])]).toEqual([
    ['speaker_4', 'Speaker 1'],
    ['channel_0_speaker_1', 'Speaker 2'],
  ]);
});

test('a speaker who returns keeps the name, and no number is skipped', () => {
  expect([...speakerNames(['a', 'b', 'a', 'c']).values()]).toEqual(['Speaker 1', 'Speaker 2', 'Speaker 3']);
});

test('without speakers there are no names', () => {
  expect(speakerNames([]).size).toBe(0);
});
