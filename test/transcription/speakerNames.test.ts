import { speakerNames } from '../../transcription/speakerNames';

test('speakers are numbered in the order in which they first speak, whatever their ids', () => {
  expect([...speakerNames(['speaker_4', 'channel_0_speaker_1'])]).toEqual([
    ['speaker_4', 'Speaker 1'],
    ['channel_0_speaker_1', 'Speaker 2'],
  ]);
});

test('a speaker who comes again keeps the name, and leaves no number out', () => {
  expect([...speakerNames(['a', 'b', 'a', 'c']).values()]).toEqual(['Speaker 1', 'Speaker 2', 'Speaker 3']);
});

test('nobody has no name', () => {
  expect(speakerNames([]).size).toBe(0);
});
