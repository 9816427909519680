import { seeded } from '../../../emulator/audio/seeded';
import { buildSegments } from '../../../transcription/segments/buildSegments';
import type { HeardPart } from '../../../transcription/parts/heardPart';
import type { Word } from '../../../transcription/transcript';
import { joinWords } from '../../../transcription/words/joinWords';

/** A word that was really said. */
export interface SpokenWord {
  text: string;
  start: number;
  end: number;
  speaker: string;
  joined?: true;
}

/** A word as a recognizer reports it, with the index of the word that was really said. */
export interface HeardWord extends Word {
  truth: number;
}

/** For what is left of a word that was cut in two, and for what nobody said. */
export const garbled = -1;
export const inserted = -2;

export interface Scene {
  seed: number;
  seconds: number;
  partSeconds: number;
  overlapSeconds: number;
  speakers: number;
  /** Recognizers are wrong about a word's start and end by up to that. */
  noiseSeconds: number;
  /** Shares of the words that are heard wrong, and that are made up. */
  substituted: number;
  madeUp: number;
  /** How often a sentence is followed by silence of up to forty seconds. */
  silences: number;
  /** Chinese, whose words are written without spaces. */
  spaceless?: boolean;
}

export const quiet: Scene = {
  seed: 1,
  seconds: 600,
  partSeconds: 150,
  overlapSeconds: 10,
  speakers: 1,
  noiseSeconds: 0,
  substituted: 0,
  madeUp: 0,
  silences: 0.02,
};

const frequent = 'the of and to a in is it that you for on was with as I they be this we ja so no but'.split(
  ' ',
);
const syllables = 'ka to mi ren sol bar del fin gra hul jor lam nes pod qui rus ter vin wex zol'.split(' ');
const ideographs = Array.from(
  '的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生',
);

export function spokenIn(scene: Scene): SpokenWord[] {
  const random = seeded(scene.seed);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  };
  const between = (low: number, high: number) => low + random() * (high - low);
  const word = () =>
    scene.spaceless
      ? pick(ideographs) + (random() < 0.6 ? pick(ideographs) : '')
      : random() < 0.45
        ? pick(frequent)
        : pick(syllables) + pick(syllables) + (random() < 0.4 ? pick(syllables) : '');
  const words: SpokenWord[] = [];
  let time = between(0, 3);
  let speaker = 0;
  while (time < scene.seconds) {
    const length = Math.ceil(between(2, 16));
    const repeated = random() < 0.06 ? word() : undefined;
    for (let place = 0; place < length; place++) {
      const text = repeated ?? word();
      const end = time + (scene.spaceless ? 0.2 : 0.1) * Math.max(1.5, text.length / 1.4) * between(0.7, 1.3);
      if (end > scene.seconds) return words;
      const capital = place === 0 ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
      const stop = scene.spaceless ? '。' : '.';
      const comma = scene.spaceless ? '，' : ',';
      const mark = place === length - 1 ? stop : random() < 0.08 ? comma : '';
      words.push({
        text: capital + mark,
        start: time,
        end,
        speaker: `person ${speaker}`,
        ...(scene.spaceless && words.length > 0 && { joined: true }),
      });
      time = end + between(0.02, 0.12);
    }
    time += between(0.1, 1.2) + (random() < scene.silences ? between(5, 40) : 0);
    if (random() < 0.45) speaker = Math.floor(random() * scene.speakers);
  }
  return words;
}

/** What a recognizer makes of the recording from one second to another. Times count from the start of the part. */
export function heard(spoken: readonly SpokenWord[], from: number, to: number, scene: Scene): HeardWord[] {
  const random = seeded(scene.seed * 7919 + Math.round(from * 1000));
  const ids = new Map<string, string>();
  const noise = () => (random() * 2 - 1) * scene.noiseSeconds;
  const words: HeardWord[] = [];
  let last = 0;
  const add = (word: SpokenWord, truth: number, start: number, end: number, text = word.text) => {
    const begin = Math.min(to - from, Math.max(last, start - from + noise()));
    last = Math.min(to - from, Math.max(begin, end - from + noise()));
    const speaker = ids.get(word.speaker) ?? `speaker_${ids.size}`;
    ids.set(word.speaker, speaker);
    words.push({
      text,
      truth,
      start: begin,
      end: last,
      ...(scene.speakers > 1 && { speaker }),
      ...(word.joined && words.length > 0 && { joined: true }),
    });
  };
  spoken.forEach((word, index) => {
    if (word.end <= from || word.start >= to) return;
    if (word.start < from || word.end > to) {
      const half = word.start < from ? word.text.slice(-2) : word.text.slice(0, 2);
      const scrap = [half, `${half}uh`, 'mm', word.text.slice(0, 1)][Math.floor(random() * 6)];
      if (scrap) add(word, garbled, Math.max(from, word.start), Math.min(to, word.end), scrap);
      return;
    }
    const isWrong = random() < scene.substituted;
    const wrong = random() < 0.5 ? `${word.text.slice(0, -1)}x` : `wrong${Math.floor(random() * 1e6)}`;
    add(word, index, word.start, word.end, isWrong ? wrong : word.text);
    if (random() < scene.madeUp) add(word, inserted, word.end, word.end, 'erm');
  });
  return words;
}

/** The recording in parts, each with what a recognizer makes of it. */
export function partsOf(spoken: readonly SpokenWord[], scene: Scene): HeardPart[] {
  const parts: HeardPart[] = [];
  const step = scene.partSeconds - scene.overlapSeconds;
  for (let start = 0; ; start += step) {
    const end = Math.min(scene.seconds, start + scene.partSeconds);
    const words = heard(spoken, start, end, scene);
    const segments = buildSegments(words);
    parts.push({
      startSeconds: start,
      endSeconds: end,
      transcript: {
        provider: 'p',
        model: 'm',
        status: 'completed',
        text: joinWords(words),
        ...(words.length > 0 && { words, segments }),
        raw: start,
      },
    });
    if (end >= scene.seconds) return parts;
  }
}

/** The index of the word that was said; not a number for a word that is not from a simulation. */
export const truthOf = (word: Word): number =>
  'truth' in word && typeof word.truth === 'number' ? word.truth : NaN;
