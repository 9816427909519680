import { buildSegments } from '../../transcription/segments/buildSegments';
import type { Transcript } from '../../transcription/transcript';
import { sequence } from './sequence';

/** Two people taking turns, in sentences of 3 to 20 words, the same in every run. */
export function conversation(count: number): Transcript & Required<Pick<Transcript, 'words'>> {
  const random = sequence(7);
  const words: NonNullable<Transcript['words']> = [];
  let time = 0;
  let speaker = 0;
  while (words.length < count) {
    const length = 3 + Math.floor(random() * 18);
    for (let index = 1; index <= length && words.length < count; index++) {
      const letters = 1 + Math.floor(random() * 9);
      const mark = index === length ? '.' : random() < 0.1 ? ',' : '';
      const end = time + 0.06 * letters + 0.05;
      words.push({
        text: 'abcdefghij'.slice(0, letters) + mark,
        start: time,
        end,
        speaker: `speaker_${speaker}`,
      });
      time = end + random() * 0.1;
    }
    time += random();
    if (random() < 0.3) speaker = 1 - speaker;
  }
  const text = words.map((word) => word.text).join(' ');
  const segments = buildSegments(words);
  return {
    provider: 'bench',
    model: 'bench',
    status: 'completed',
    text,
    words,
    ...(segments && { segments }),
    speakers: ['speaker_0', 'speaker_1'],
  };
}
