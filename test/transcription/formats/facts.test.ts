import { factsOf as factsOfNamed, readableDate } from '../../../transcription/formats/facts';
import type { WriteOptions } from '../../../transcription/formats/options';
import { nameSpeakers } from '../../../transcription/speakers/nameSpeakers';
import type { Transcript } from '../../../transcription/transcript';
import { dialogue, transcript, usual } from './transcripts';

const factsOf = (spoken: Transcript, options: WriteOptions) =>
  factsOfNamed(nameSpeakers(spoken, options.speakers?.names ?? ''), options);

test('a title stands above every transcript', () => {
  expect(factsOf(transcript({}), usual).title).toBe('Transcript');
  expect(factsOf(transcript({}), { ...usual, title: 'Interview' }).title).toBe('Interview');
});

test('speakers have their name, talk time and share of all speech', () => {
  expect(factsOf(dialogue, usual).speakers).toEqual([
    { id: 'b', name: 'Speaker 1', talk: { seconds: 1, percent: 47 } },
    { id: 'a', name: 'Speaker 2', talk: { seconds: 1, percent: 53 } },
  ]);
});

test('speakers have their given names, and who has the same name is one person', () => {
  const withNames = (names: string[]) => ({ names, label: '{name}: ', labelsInVtt: false });
  expect(factsOf(dialogue, { ...usual, speakers: withNames(['Boris', 'Anna']) }).speakers).toMatchObject([
    { id: 'b', name: 'Boris' },
    { id: 'a', name: 'Anna' },
  ]);
  expect(factsOf(dialogue, { ...usual, speakers: withNames(['Anna', 'Anna']) }).speakers).toEqual([]);
});

test('nobody is listed who is not to be named, nor a person who speaks alone', () => {
  expect(factsOf(dialogue, { ...usual, speakerLabels: false }).speakers).toEqual([]);
  expect(factsOf({ ...dialogue, speakers: ['b'] }, usual).speakers).toEqual([]);
});

test('speakers without timestamps have no talk time', () => {
  const untimed = transcript({ text: 'Yes. No.', speakers: ['a', 'b'] });
  expect(factsOf(untimed, usual).speakers).toEqual([
    { id: 'a', name: 'Speaker 1' },
    { id: 'b', name: 'Speaker 2' },
  ]);
});

test('the date is when the transcript was completed, else when it was asked for', () => {
  const [createdAt, completedAt] = ['2026-11-20T09:00:00.000Z', '2026-11-20T09:00:12.000Z'];
  const date = (parts: Parameters<typeof transcript>[0]) => factsOf(transcript(parts), usual).transcribedAt;
  expect(date({ createdAt, completedAt })).toBe(completedAt);
  expect(date({ createdAt })).toBe(createdAt);
  expect(date({ createdAt: 'yesterday' })).toBeUndefined();
  expect(date({})).toBeUndefined();
});

test('a date is written for readers in any time zone', () => {
  expect(readableDate('2026-11-20T23:59:59.000Z')).toBe('20 November 2026, 23:59 UTC');
});

test('a language is called by its English name, and an unknown one not at all', () => {
  expect(factsOf(transcript({ language: 'ru' }), usual).language).toBe('Russian');
  expect(factsOf(transcript({ language: 'zzz' }), usual).language).toBeUndefined();
  expect(factsOf(transcript({ language: '?' }), usual).language).toBeUndefined();
});
