import type { Step } from '../../../transcription/parts/alignUnits';
import { matchSpeakers } from '../../../transcription/parts/matchSpeakers';
import type { Unit } from '../../../transcription/parts/units';

/** A word that both parts heard for some seconds, with the speaker in each. */
function common(before: string, later: string, seconds = 1): Step {
  const unit = (speaker: string): Unit => ({
    key: 'yes',
    text: 'Yes',
    word: 0,
    startsWord: true,
    start: 0,
    end: seconds,
    speaker,
  });
  return { earlier: unit(before), later: unit(later), likeness: 'same' };
}

const known = new Map([
  ['speaker_0', 'speaker_0'],
  ['speaker_1', 'speaker_1'],
]);
const taken = new Set(known.values());
const both = ['speaker_0', 'speaker_1'];

const matched = (steps: Step[], speakers: string[], all: ReadonlySet<string> = taken) => {
  const { ids, isUncertain } = matchSpeakers(steps, known, speakers, all);
  return { ...Object.fromEntries(ids), isUncertain };
};

test('speakers are those who say the same words in the part before', () => {
  const steps = [common('speaker_0', 'speaker_1', 3), common('speaker_1', 'speaker_0', 3)];
  expect(matched(steps, both)).toEqual({
    speaker_0: 'speaker_1',
    speaker_1: 'speaker_0',
    isUncertain: false,
  });
});

test('a few words of the wrong speaker do not matter', () => {
  const steps = [
    common('speaker_0', 'speaker_1', 4),
    common('speaker_0', 'speaker_0', 0.4),
    common('speaker_1', 'speaker_0', 4),
  ];
  expect(matched(steps, both)).toEqual({
    speaker_0: 'speaker_1',
    speaker_1: 'speaker_0',
    isUncertain: false,
  });
});

test('two speakers are never given one ID', () => {
  const steps = [common('speaker_0', 'speaker_0', 4), common('speaker_0', 'speaker_1', 3)];
  expect(matched(steps, both)).toEqual({ speaker_0: 'speaker_0', speaker_1: 'speaker_2', isUncertain: true });
});

test('somebody who was silent gets a new ID, which is uncertain as long as others were silent as well', () => {
  expect(matched([common('speaker_0', 'speaker_0', 4)], both)).toEqual({
    speaker_0: 'speaker_0',
    speaker_1: 'speaker_2',
    isUncertain: true,
  });
  const steps = [common('speaker_0', 'speaker_0', 4), common('speaker_1', 'speaker_1', 4)];
  expect(matched(steps, [...both, 'speaker_2'])).toEqual({
    speaker_0: 'speaker_0',
    speaker_1: 'speaker_1',
    speaker_2: 'speaker_2',
    isUncertain: false,
  });
});

test('a single short word is followed, but uncertain', () => {
  const steps = [common('speaker_1', 'speaker_0', 0.2)];
  expect(matched(steps, ['speaker_0'])).toEqual({ speaker_0: 'speaker_1', isUncertain: true });
});

test('the first part keeps its IDs', () => {
  expect(matched([], both, new Set())).toEqual({
    speaker_0: 'speaker_0',
    speaker_1: 'speaker_1',
    isUncertain: false,
  });
});

test('channels of the recording are the same in all parts, whoever is heard on them', () => {
  expect(matched([], ['channel_1', 'channel_0'], new Set(['channel_0', 'channel_1']))).toEqual({
    channel_0: 'channel_0',
    channel_1: 'channel_1',
    isUncertain: false,
  });
});
