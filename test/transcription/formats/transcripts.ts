import type { WriteOptions } from '../../../transcription/formats/options';
import { defaultSubtitleRules } from '../../../transcription/subtitles/rules';
import type { Transcript } from '../../../transcription/transcript';

export const transcript = (parts: Partial<Transcript>): Transcript => ({
  provider: 'p',
  model: 'm',
  status: 'completed',
  text: '',
  ...parts,
});

export const usual: WriteOptions = {
  speakerLabels: true,
  audioEvents: false,
  textTimes: false,
  rules: defaultSubtitleRules,
};

/** Two speakers, in segments and words. */
export const dialogue = transcript({
  text: 'Are you there? Yes. I am.',
  language: 'en',
  durationSeconds: 3725.4,
  segments: [
    { start: 0.5, end: 1.4, text: 'Are you there?', speaker: 'b' },
    { start: 62, end: 62.3, text: 'Yes.', speaker: 'a' },
    { start: 62.3, end: 63, text: 'I am.', speaker: 'a' },
  ],
  words: [
    { start: 0.5, end: 0.8, text: 'Are', speaker: 'b' },
    { start: 0.8, end: 1.1, text: 'you', speaker: 'b' },
    { start: 1.1, end: 1.4, text: 'there?', speaker: 'b' },
    { start: 62, end: 62.3, text: 'Yes.', speaker: 'a' },
    { start: 62.3, end: 62.6, text: 'I', speaker: 'a' },
    { start: 62.6, end: 63, text: 'am.', speaker: 'a' },
  ],
  audioEvents: [{ start: 30, end: 31, text: '(laughter)' }],
  speakers: ['b', 'a'],
});

/** Three IDs, each with a number to say, of which the first two are one person. */
export const underTwoIds = transcript({
  segments: ['a', 'b', 'c'].map((speaker, at) => ({ start: at, end: at + 1, text: `${at}.`, speaker })),
  speakers: ['a', 'b', 'c'],
});
export const namesUnderTwoIds = { names: ['Anna', 'Anna', 'Carla'], label: '{name}: ', labelsInVtt: false };
