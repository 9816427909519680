import type { HeardPart } from '../../../transcription/parts/heardPart';
import { joinTranscripts } from '../../../transcription/parts/joinTranscripts';
import type { Transcript, Word } from '../../../transcription/transcript';
import { transcript } from '../formats/transcripts';

/** One word a second from a given second on; `_` is silence, and `a:` before a word its speaker. */
function words(text: string, from: number): Word[] {
  return text.split(' ').flatMap((written, index) => {
    const [, speaker, word = ''] = /^(?:(\w+):)?(.*)$/.exec(written) ?? [];
    if (word === '_') return [];
    const start = from + index;
    return [{ start, end: start + 0.8, text: word, ...(speaker === undefined ? {} : { speaker }) }];
  });
}

/** A part of ten seconds, whose words count from its start. */
function part(startSeconds: number, text: string, more: Partial<Transcript> = {}): HeardPart {
  const said = words(text, 0);
  return {
    startSeconds,
    endSeconds: startSeconds + 10,
    transcript: transcript({ text: said.map((word) => word.text).join(' '), words: said, ...more }),
  };
}

const plain = (startSeconds: number, text: string, more: Partial<Transcript> = {}): HeardPart => ({
  startSeconds,
  endSeconds: startSeconds + 10,
  transcript: transcript({ text, ...more }),
});

const saidIn = ({ words: said = [] }: Transcript): string => said.map(({ text }) => text).join(' ');

describe('two parts that overlap', () => {
  const joined = joinTranscripts([
    part(0, 'one two three four five six seven eight nine te'),
    part(6, 'ven eight nine ten eleven twelve thirteen'),
  ]);

  test('are one transcript, with nothing twice and nothing cut in two', () => {
    expect(joined.text).toBe('one two three four five six seven eight nine ten eleven twelve thirteen');
    expect(saidIn(joined)).toBe(joined.text);
  });

  test('have times from the start of the recording', () => {
    expect(joined.words?.at(-1)).toEqual({ start: 12, end: 12.8, text: 'thirteen' });
    expect(joined.durationSeconds).toBe(16);
  });

  test('have no warning, since nothing is unusual about them', () => {
    expect(joined).not.toHaveProperty('warning');
  });
});

describe('what only one part heard in the overlap', () => {
  test('is kept if the other one heard nothing there', () => {
    const early = joinTranscripts([part(0, 'a b c d e f g h i'), part(6, '_ _ _ _ j k l')]);
    expect(saidIn(early)).toBe('a b c d e f g h i j k l');
    const late = joinTranscripts([part(0, 'a b c d e f'), part(6, '_ h i j k l')]);
    expect(saidIn(late)).toBe('a b c d e f h i j k l');
  });

  test('is nothing if both are silent', () => {
    expect(saidIn(joinTranscripts([part(0, 'a b c'), part(6, '_ _ _ _ _ k l')]))).toBe('a b c k l');
  });

  test('does not hide what both spell differently', () => {
    const joined = joinTranscripts([
      part(0, 'one two three four five six colour grey nine ten'),
      part(6, 'color gray nine ten eleven twelve'),
    ]);
    expect(joined.words).toHaveLength(12);
  });
});

test('repeated words keep their number', () => {
  const joined = joinTranscripts([part(0, 'so ja ja ja ja ja ja ja ja ja'), part(6, 'ja ja ja ja ja ja no')]);
  expect(saidIn(joined)).toBe('so ja ja ja ja ja ja ja ja ja ja ja no');
});

test('times do not run backwards where the parts disagree', () => {
  const [early, late] = [part(0, 'a b c d e f g h'), part(6, 'g h i j')];
  const shifted = words('g h i j', 0).map((word) => ({
    ...word,
    start: (word.start ?? 0) - 0.4,
    end: (word.end ?? 0) - 0.4,
  }));
  late.transcript = { ...late.transcript, words: shifted };
  const times = (joinTranscripts([early, late]).words ?? []).flatMap(({ start = -1, end = -1 }) => [
    start,
    end,
  ]);
  expect(times).toEqual([...times].sort((one, other) => one - other));
});

test('times stay within their part', () => {
  const late = part(0, 'a b');
  late.transcript = {
    ...late.transcript,
    words: [
      { start: -1, end: 0.5, text: 'a' },
      { start: 9, end: 31, text: 'b' },
    ],
  };
  expect(joinTranscripts([late]).words).toEqual([
    { start: 0, end: 0.5, text: 'a' },
    { start: 9, end: 10, text: 'b' },
  ]);
});

test('words without spaces stay so across the seam', () => {
  const han = (text: string): Word[] =>
    Array.from(text, (letter, index) => ({
      start: index,
      end: index + 0.9,
      text: letter,
      ...(index > 0 && { joined: true as const }),
    }));
  const joined = joinTranscripts([
    plain(0, '今天天气很好我们去公', { words: han('今天天气很好我们去公') }),
    plain(6, '我们去公园吧', { words: han('我们去公园吧') }),
  ]);
  expect(joined.text).toBe('今天天气很好我们去公园吧');
  expect(joined.words?.filter(({ joined: isJoined }) => !isJoined)).toHaveLength(1);
});

describe('a text', () => {
  test('is cut, not rebuilt: its line ends and marks stay', () => {
    const joined = joinTranscripts([
      part(0, 'one two three four five six seven', { text: 'One two\nthree – four. Five six\nseven' }),
      part(4, 'five six seven eight nine', { text: 'five six\nseven! Eight\nnine…' }),
    ]);
    expect(joined.text).toBe('One two\nthree – four. Five six\nseven! Eight\nnine…');
  });

  test('without times is joined where its end and the beginning of the next one agree', () => {
    const joined = joinTranscripts([
      plain(0, 'We left the house early and walked down to the riv'),
      plain(5, 'ouse early and walked down to the river, where nobody was.'),
    ]);
    expect(joined.text).toBe('We left the house early and walked down to the river, where nobody was.');
    expect(joined).not.toHaveProperty('warning');
  });

  test('that shares nothing with the next one is kept whole, with a warning', () => {
    const joined = joinTranscripts([plain(0, 'We left early.'), plain(5, 'Nobody was there.')]);
    expect(joined.text).toBe('We left early. Nobody was there.');
    expect(joined.warning).toMatch(/meet, at 0:00:05: words may be missing there, or appear twice/);
  });
});

describe('segments without words', () => {
  const joined = joinTranscripts([
    plain(0, 'We left the house early. We walked to the river', {
      segments: [
        { start: 0, end: 4, text: 'We left the house early.' },
        { start: 5, end: 10, text: 'We walked to the river' },
      ],
    }),
    plain(5, 'We walked to the river and back. It rained.', {
      segments: [
        { start: 0, end: 7, text: 'We walked to the river and back.' },
        { start: 8, end: 9, text: 'It rained.' },
      ],
    }),
  ]);

  test('are whole sentences again where the seam divides them', () => {
    expect(joined.segments).toEqual([
      { start: 0, end: 4, text: 'We left the house early.' },
      { start: 5, end: 12, text: 'We walked to the river and back.' },
      { start: 13, end: 14, text: 'It rained.' },
    ]);
    expect(joined.text).toBe('We left the house early. We walked to the river and back. It rained.');
  });
});

test('a part with words only gets segments; one with text only leaves neither', () => {
  const joined = joinTranscripts([part(0, 'One two.'), part(10, 'Three.')]);
  expect(joined.segments?.map(({ text }) => text)).toEqual(['One two.', 'Three.']);
  expect(joinTranscripts([part(0, 'One.'), plain(10, 'Two.')])).toMatchObject({ text: 'One. Two.' });
  expect(joinTranscripts([part(0, 'One.'), plain(10, 'Two.')])).not.toHaveProperty('words');
  expect(joinTranscripts([part(0, 'One.'), plain(10, '')])).toMatchObject({ words: [{ text: 'One.' }] });
});

test('a sound at the seam is listed once, whichever part puts it before or behind', () => {
  const laughing = (from: number, text: string, ...starts: number[]) =>
    part(from, text, { audioEvents: starts.map((start) => ({ start, end: start + 0.5, text: '(laughs)' })) });
  for (const [early, late] of [
    [8.4, 2.6],
    [7.6, 1.4],
    [7.5, 2.3],
    [8.3, 1.5],
  ] as const) {
    const joined = joinTranscripts([
      laughing(0, 'a b c d e f g h i j', 1, early),
      laughing(6, 'g h i j k l', late, 5.5),
    ]);
    expect(joined.audioEvents).toHaveLength(3);
  }
});

test('missing parts are named', () => {
  const joined = joinTranscripts([part(30, 'one two'), part(3600, 'three')], 7322);
  expect(joined.warning?.match(/from \S+ to \S+/g)).toEqual([
    'from 0:00:00 to 0:00:30',
    'from 0:00:40 to 1:00:00',
    'from 1:00:10 to 2:02:02',
  ]);
  expect(joined).toMatchObject({ text: 'one two three', durationSeconds: 7322 });
});

test('the facts of all parts are those of one request', () => {
  const joined = joinTranscripts([
    part(0, 'un deux', {
      taskId: 'task_1',
      sourceName: 'talk.mp3',
      language: 'fr',
      languageProbability: 0.5,
      creditsConsumed: 0.1,
      createdAt: '2026-01-01T10:00:05.000Z',
      completedAt: '2026-01-01T10:02:00.000Z',
      warning: 'It is noisy.',
      subtitles: { srt: '1' },
      raw: 1,
    }),
    part(10, 'three four five six seven eight', {
      language: 'en',
      languageProbability: 0.9,
      creditsConsumed: 0.2,
      createdAt: '2026-01-01T10:00:00.000Z',
      completedAt: '2026-01-01T10:01:00.000Z',
      warning: 'It is noisy.',
      raw: 2,
    }),
  ]);
  expect(joined).toMatchObject({
    provider: 'p',
    model: 'm',
    sourceName: 'talk.mp3',
    language: 'en',
    languageProbability: 0.9,
    creditsConsumed: 0.3,
    createdAt: '2026-01-01T10:00:00.000Z',
    completedAt: '2026-01-01T10:02:00.000Z',
    warning: 'It is noisy.',
    raw: [1, 2],
  });
  expect(joined).not.toHaveProperty('taskId');
  expect(joined).not.toHaveProperty('subtitles');
});

test('there is nothing to join without a part', () => {
  expect(() => joinTranscripts([])).toThrow('There is no part to join.');
});
