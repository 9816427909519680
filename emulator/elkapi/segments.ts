import type { Speech } from '../audio/speech';

export interface SpokenSegment {
  start: number;
  end: number;
  text: string;
}

const endsSegment = (word: string) => /[.!?]$/.test(word);

/** One segment per sentence. */
export function segmentsOf({ words }: Pick<Speech, 'words'>): SpokenSegment[] {
  const segments: SpokenSegment[] = [];
  let open: SpokenSegment | undefined;
  for (const { text, start, end } of words) {
    open = open ? { start: open.start, end, text: `${open.text} ${text}` } : { start, end, text };
    if (!endsSegment(text)) continue;
    segments.push(open);
    open = undefined;
  }
  return open ? [...segments, open] : segments;
}

/** One segment per sentence, or per speaker where they interrupt each other. */
export function turnsOf(speech: Speech): Array<SpokenSegment & { speaker: string }> {
  const turns: Array<SpokenSegment & { speaker: string }> = [];
  let from = 0;
  speech.words.forEach(({ speaker }, index) => {
    if (speech.words[index + 1]?.speaker === speaker) return;
    const words = speech.words.slice(from, index + 1);
    from = index + 1;
    for (const segment of segmentsOf({ words })) turns.push({ ...segment, speaker });
  });
  return turns;
}

/** The words of the first segment, the third, and so on. */
export function wordsOfEveryOther(speech: Speech): Speech['words'] {
  let segment = 0;
  return speech.words.filter(({ text }) => {
    const isIn = segment % 2 === 0;
    if (endsSegment(text)) segment += 1;
    return isIn;
  });
}

export function cueTime(seconds: number, decimal: ',' | '.'): string {
  const total = Math.round(seconds * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const milliseconds = String(total % 1000).padStart(3, '0');
  const clock = [total / 3_600_000, (total / 60_000) % 60, (total / 1000) % 60].map(two).join(':');
  return `${clock}${decimal}${milliseconds}`;
}
