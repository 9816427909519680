import fc from 'fast-check';
import type { AudioEvent, Transcript, Word } from '../../../../transcription/transcript';

type Times = Pick<Word, 'start' | 'end'>;
type Pattern = (index: number, count: number) => Times;

/** Two and a half words a second. */
const asSpoken: Pattern = (index) => ({ start: index * 0.4, end: index * 0.4 + 0.35 });

const number = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 36_000, noNaN: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, -1, -1e9, 0, 1e9, 1e15, 1e300, Number.MAX_VALUE),
  },
  { weight: 1, arbitrary: fc.double() },
);

/** How the times of a whole recording can be wrong. */
const pattern: fc.Arbitrary<Pattern> = fc.oneof(
  fc.constantFrom<Pattern>(
    asSpoken,
    (index, count) => asSpoken(count - index, count),
    (index) => ({ start: index * 0.4, end: index * 0.4 + 30 }),
    (index) => ({ start: (index * 7919) % 600, end: ((index * 7919) % 600) + 0.3 }),
    (index) => ({ start: Math.floor(index / 30) * 12, end: Math.floor(index / 30) * 12 }),
    (index, count) => (index % 5 === 0 ? asSpoken(index, count) : {}),
    (index, count) => (index < count / 2 ? asSpoken(index, count) : {}),
    (index) => ({ end: index * 0.4 }),
    (index) => ({ start: index * 0.001, end: index * 0.001 }),
    (index, count) => (index === count >> 1 ? { start: 1_800, end: 1_801 } : asSpoken(index, count)),
    (index, count) => (index === 1 ? { start: 0.4, end: 500 } : asSpoken(index, count)),
  ),
  number.map((at): Pattern => () => ({ start: at, end: at })),
  fc.tuple(number, number).map(
    ([start, end]): Pattern =>
      (index, count) =>
        index % 7 === 3 ? { start, end } : asSpoken(index, count),
  ),
  fc
    .array(fc.record({ start: number, end: number }, { requiredKeys: [] }), { minLength: 1, maxLength: 40 })
    .map(
      (times): Pattern =>
        (index) =>
          times[index % times.length] ?? {},
    ),
);

const text = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('yes', 'No.', 'the', 'Dr.', 'budget,', 'extraordinarily', '12', 'Why?'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'はい。',
      '会議',
      'を',
      '我们',
      '的',
      'สวัสดี',
      'ครับ',
      '안녕하세요',
      'مرحبا،',
      'Спасибо!',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('x'.repeat(70), '漢'.repeat(70), `https://example.com/${'a/'.repeat(30)}`),
  },
);

const event = fc.record(
  { start: number, end: number, text: fc.constantFrom('(laughter)', '(music)', '(applause)') },
  { requiredKeys: ['text'] },
);

/** A recording whose times contradict each other, or what can be said in them. */
export const oddlyTimed: fc.Arbitrary<Transcript> = fc
  .record({
    texts: fc.array(text, { minLength: 1, maxLength: 120 }),
    speakers: fc.array(fc.constantFrom('a', 'b', 'c', undefined), { minLength: 1, maxLength: 9 }),
    pattern,
    perSegment: fc.constantFrom(0, 0, 0, 1, 8),
    events: fc.array(event, { maxLength: 3 }),
    duration: fc.oneof(fc.constant(undefined), fc.constantFrom(0, 1, 5, 60, 3600, Infinity, NaN)),
  })
  .map(({ texts, speakers, pattern: timesOf, perSegment, events, duration }) => {
    const words = texts.map((one, index): Word => {
      // Turns of three words, so that speakers interrupt each other.
      const speaker = speakers[Math.floor(index / 3) % speakers.length];
      return { text: one, ...timesOf(index, texts.length), ...(speaker === undefined ? {} : { speaker }) };
    });
    return {
      provider: 'fuzz',
      model: 'fuzz',
      status: 'completed',
      text: texts.join(' '),
      ...(perSegment === 0 ? { words } : { segments: segmentsOf(words, perSegment) }),
      ...(events.length > 0 && { audioEvents: events satisfies AudioEvent[] }),
      ...(duration === undefined ? {} : { durationSeconds: duration }),
      speakers: [...new Set(words.flatMap(({ speaker }) => speaker ?? []))],
    };
  });

function segmentsOf(words: readonly Word[], size: number): NonNullable<Transcript['segments']> {
  const segments: NonNullable<Transcript['segments']> = [];
  for (let from = 0; from < words.length; from += size) {
    const part = words.slice(from, from + size);
    const [first] = part;
    segments.push({
      text: part.map((word) => word.text).join(' '),
      start: finite(first?.start),
      end: finite(part.at(-1)?.end),
      ...(first?.speaker === undefined ? {} : { speaker: first.speaker }),
    });
  }
  return segments;
}

/** Segments without times are dropped where they are read. */
const finite = (time = 0): number => (Number.isFinite(time) ? Math.min(Math.max(0, time), 1e9) : 0);
