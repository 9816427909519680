import { defaultSubtitleRules } from '../../transcription/subtitles/rules';
import { type FileFormat, writeTranscript } from '../../transcription/formats/write';
import { buildSegments } from '../../transcription/segments/buildSegments';
import type { Transcript } from '../../transcription/transcript';

/** Ten hours of speech, at two and a half words a second. */
const tenHours = 90_000;

const rounds = 9;

export interface SubtitleFigures {
  format: FileFormat;
  words: number;
  ms: number;
  /** Times the baseline: writing the same transcript as JSON and reading it again. */
  timesJson: number;
  /** Times this format with half the words. */
  timesHalf: number | undefined;
}

/** Writes transcripts of ten and of twenty hours as subtitle files; medians of several rounds. */
export function measureSubtitles(): SubtitleFigures[] {
  const figures: SubtitleFigures[] = [];
  for (const format of ['srt', 'vtt', 'txt'] as const) {
    let half: number | undefined;
    for (const words of [tenHours, 2 * tenHours, 4 * tenHours]) {
      const transcript = conversation(words);
      const options = {
        speakerLabels: true,
        audioEvents: true,
        textTimes: true,
        rules: defaultSubtitleRules,
      };
      const ms = median(() => writeTranscript(transcript, format, options));
      const json = median(() => JSON.parse(JSON.stringify(transcript)) as unknown);
      figures.push({ format, words, ms, timesJson: ms / json, timesHalf: half && ms / half });
      half = ms;
    }
  }
  return figures;
}

function median(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  }).sort((one, other) => one - other);
  return times[Math.floor(rounds / 2)] ?? NaN;
}

/** Two people in turn, sentences of 3 to 20 words, the same in every run. */
function conversation(count: number): Transcript {
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

/** Park and Miller's generator. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
