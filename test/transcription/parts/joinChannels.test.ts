import type { HeardPart } from '../../../transcription/parts/heardPart';
import { joinTranscripts } from '../../../transcription/parts/joinTranscripts';
import { groupWords } from '../../../transcription/segments/buildSegments';
import { joinWords } from '../../../transcription/words/joinWords';
import { transcript } from '../formats/transcripts';
import { heard, quiet, type Scene, type SpokenWord, spokenIn, truthOf } from './simulatedRecording';

const perChannel = 100_000;

const sceneOf = (seed: number): Scene => ({
  ...quiet,
  seed,
  seconds: 240,
  partSeconds: 90,
  overlapSeconds: 10,
  noiseSeconds: 0.1,
  silences: 0.3,
});

/** Two people who talk all the time, each on a channel of their own, as Apikley puts them in order. */
function partOf(channels: readonly SpokenWord[][], start: number, seed: number): HeardPart {
  const end = Math.min(240, start + 90);
  const groups = channels.flatMap((spoken, channel) => {
    const words = heard(spoken, start, end, sceneOf(seed + channel));
    const named = words.map((word) => ({
      ...word,
      truth: word.truth < 0 ? word.truth : word.truth + channel * perChannel,
      speaker: `channel_${channel}`,
    }));
    return groupWords(named) ?? [];
  });
  groups.sort((one, other) => one.segment.start - other.segment.start);
  const words = groups.flatMap((group) => group.words);
  const segments = groups.map(({ segment }) => segment);
  return {
    startSeconds: start,
    endSeconds: end,
    transcript: transcript({ text: joinWords(words), words, segments }),
  };
}

test('people who talk over each other on channels of their own lose no word at a seam', () => {
  for (let seed = 2; seed <= 120; seed += 2) {
    const channels = [spokenIn(sceneOf(seed)), spokenIn(sceneOf(seed + 1))];
    const joined = joinTranscripts([0, 80, 150].map((start) => partOf(channels, start, seed)));
    const truths = (joined.words ?? []).map(truthOf).sort((one, other) => one - other);
    const expected = channels.flatMap((words, channel) =>
      words.map((_, index) => index + channel * perChannel),
    );
    expect([seed, truths]).toEqual([seed, expected]);
    expect(joined.speakers?.toSorted()).toEqual(['channel_0', 'channel_1']);
    expect(joined.text.split(/\s/)).toEqual(joined.words?.map(({ text }) => text));
    expect(joined).not.toHaveProperty('warning');
  }
});
