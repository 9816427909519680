import { speakerNames, unusedNames } from '../../../transcription/speakers/speakerNames';

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

const ids = ['speaker_3', 'speaker_0', 'speaker_1'];
const named = (naming: Parameters<typeof speakerNames>[1]) => [...speakerNames(ids, naming).values()];

test('speakers without a name are numbered in the language of the transcript', () => {
  expect(named({ language: 'de' })).toEqual(['Sprecher 1', 'Sprecher 2', 'Sprecher 3']);
});

test('a list names the speakers in the order in which they first speak', () => {
  expect(named({ given: ['Anna', '', 'Carla'] })).toEqual(['Anna', 'Speaker 2', 'Carla']);
});

test('an object names the speakers by ID', () => {
  expect(named({ given: { speaker_0: 'Boris' } })).toEqual(['Speaker 1', 'Boris', 'Speaker 3']);
});

test('an object may also call the speakers what the transcript calls them', () => {
  const given = { S1: 'Anna', 'Sprecher 2': 'Boris', 'Speaker 3': 'Carla' };
  expect(named({ given, language: 'de' })).toEqual(['Anna', 'Boris', 'Carla']);
  expect([...speakerNames(['S2', 'S1'], { given: { S1: 'Anna' } })]).toEqual([
    ['S2', 'Speaker 1'],
    ['S1', 'Anna'],
  ]);
});

test('two speakers may be given the same name, but none gets a name that another one was given', () => {
  expect(named({ given: ['Anna', 'Anna'] })).toEqual(['Anna', 'Anna', 'Speaker 3']);
  expect(named({ given: { speaker_0: 'Speaker 1' } })).toEqual(['Speaker 4', 'Speaker 1', 'Speaker 3']);
});

test('names for nobody in the transcript are found', () => {
  expect(unusedNames(ids, { given: ['A', 'B', 'C', '', 'E'] })).toEqual(['E']);
  expect(unusedNames(ids, { given: { speaker_0: 'A', speaker_9: 'B', toString: 'C' } })).toEqual([
    'speaker_9',
    'toString',
  ]);
  expect(unusedNames(ids, { given: '' })).toEqual([]);
});
