import { readStoredTranscript, type Stored } from '../../../transcription/stored/storedTranscript';
import type { Transcript } from '../../../transcription/transcript';

const segments = [
  { start: 0.5, end: 1.5, text: 'Hello, who is there?', speaker: 'speaker_0', speakerName: 'Speaker 1' },
  { start: 2, end: 3, text: 'It is me.', speaker: 'speaker_1', speakerName: 'Boris' },
];
const simplified = {
  status: 'completed',
  fileName: 'call.mp3',
  text: 'Hello, who is there? It is me.',
  dialogue: 'Speaker 1: Hello, who is there?\n\nBoris: It is me.',
  language: 'en',
  durationSeconds: 4.5,
  segments,
  taskId: 'task_7',
};
const transcript: Transcript = {
  provider: '',
  model: '',
  status: 'completed',
  sourceName: 'call.mp3',
  text: simplified.text,
  language: 'en',
  durationSeconds: 4.5,
  segments: [
    { start: 0.5, end: 1.5, text: 'Hello, who is there?', speaker: 'speaker_0' },
    { start: 2, end: 3, text: 'It is me.', speaker: 'speaker_1' },
  ],
  speakers: ['speaker_0', 'speaker_1'],
  taskId: 'task_7',
};
const stored: Stored = { state: 'transcript', transcript, names: { speaker_1: 'Boris' } };

test('a simplified transcript is read', () => {
  expect(readStoredTranscript(simplified)).toEqual(stored);
});

test.each<[string, unknown]>([
  ['as JSON', JSON.stringify(simplified)],
  ['as JSON in JSON', JSON.stringify(JSON.stringify(simplified))],
  ['as a list of one', [simplified]],
  ['within a field', { transcript: simplified }],
  ['as an item', [{ json: simplified, pairedItem: { item: 0 } }]],
  ['as the body of a webhook call', { headers: {}, params: {}, query: {}, body: simplified }],
  ['as JSON in a row of a table', { id: 3, text: null, transcript: JSON.stringify(simplified) }],
  ['with JSON in its columns', { ...simplified, segments: JSON.stringify(segments), words: null, raw: null }],
  [
    'with numbers as texts',
    {
      ...simplified,
      durationSeconds: '4.5',
      segments: segments.map((segment) => ({
        ...segment,
        start: String(segment.start),
        end: String(segment.end),
      })),
    },
  ],
  [
    'with null for what was unknown',
    { ...simplified, words: null, audioEvents: null, model: null, raw: null },
  ],
  ['with a warning of that time', { ...simplified, warning: 'n8n could not store the file "call.srt".' }],
  ['in a language by its name', { ...simplified, language: 'English' }],
])('a transcript is read %s', (_, value) => {
  expect(readStoredTranscript(value)).toEqual(stored);
});

test('a full transcript is read with everything', () => {
  const full = {
    ...simplified,
    provider: 'apikley',
    model: 'elevenlabs/speech-to-text',
    languageProbability: 0.9,
    creditsConsumed: 3,
    createdAt: '2030-01-01T00:00:00.000Z',
    completedAt: '2030-01-01T00:00:09.000Z',
    words: [
      { start: 0.5, end: 0.7, text: '今日', speaker: 'speaker_0' },
      { start: 0.7, end: 0.9, text: 'は', speaker: 'speaker_0', joined: true },
    ],
    audioEvents: [{ start: 1.6, end: 1.9, text: '(laughter)' }],
    speakers: [
      { id: 'speaker_0', name: 'Anna' },
      { id: 'speaker_1', name: 'Boris' },
    ],
    raw: { text: 'as it came' },
  };
  expect(readStoredTranscript(full)).toEqual({
    state: 'transcript',
    transcript: {
      ...transcript,
      provider: full.provider,
      model: full.model,
      languageProbability: full.languageProbability,
      creditsConsumed: full.creditsConsumed,
      createdAt: full.createdAt,
      completedAt: full.completedAt,
      words: full.words,
      audioEvents: full.audioEvents,
      raw: full.raw,
    },
    names: { speaker_0: 'Anna', speaker_1: 'Boris' },
  });
});

const read = (value: unknown): Transcript => {
  const found = readStoredTranscript(value);
  if (found?.state !== 'transcript') throw new Error('it was not read');
  return found.transcript;
};

test('speakers are in the order of the list, or else of who speaks', () => {
  expect(read({ ...simplified, speakers: ['speaker_1', 'speaker_0'] }).speakers).toEqual([
    'speaker_1',
    'speaker_0',
  ]);
  expect(read({ segments: [...segments].reverse() }).speakers).toEqual(['speaker_1', 'speaker_0']);
  expect(read({ text: 'Hello.', speakers: [7, null, { id: 'a' }] }).speakers).toEqual(['7', 'a']);
});

test('a speaker whose ID was not stored is known by the name', () => {
  const named = segments.map(({ start, end, text, speakerName }) => ({ start, end, text, speakerName }));
  expect(read({ segments: named }).speakers).toEqual(['Speaker 1', 'Boris']);
});

test('a missing text is made of the words or else of the segments', () => {
  expect(read({ segments }).text).toBe(simplified.text);
  expect(
    read({ words: [{ text: '今日' }, { text: 'は', joined: true }, { text: '。', joined: true }] }).text,
  ).toBe('今日は。');
  expect(read({ segments: [{ text: 'Hello.' }, { text: 'Bye.' }] })).toMatchObject({ text: 'Hello. Bye.' });
});

test('an empty text is a silent recording', () => {
  expect(read({ text: '' })).toEqual({ provider: '', model: '', status: 'completed', text: '' });
});

test('what is unreadable in a list or field is left out', () => {
  const odd = {
    text: 'Hello.',
    segments: [7, null, 'x', {}, segments[0]],
    durationSeconds: 'long',
    taskId: {},
  };
  expect(read(odd)).toEqual({
    provider: '',
    model: '',
    status: 'completed',
    text: 'Hello.',
    segments: [{ start: 0.5, end: 1.5, text: 'Hello, who is there?', speaker: 'speaker_0' }],
    speakers: ['speaker_0'],
  });
});

test.each([-1, '-1', Number.NaN, Infinity, '1e999', '', ' ', true, {}])(
  '%p is no time, so that it is found between the others',
  (start) => {
    const [first, second] = read({ segments: [segments[0], { ...segments[1], start }] }).segments ?? [];
    expect(first?.end).toBe(1.5);
    expect(second?.start).toBeGreaterThanOrEqual(1.5);
    expect(second?.end).toBe(3);
  },
);

test.each([
  [{ status: 'failed', error: 'No speech.', taskId: 'task_1' }, 'failed'],
  [{ status: 'processing', taskId: 'task_1' }, 'processing'],
  [{ body: { status: 'processing', taskId: 'task_1', text: null } }, 'processing'],
])('%j has no transcript yet, or never', (value, state) => {
  expect(readStoredTranscript(value)).toMatchObject({ state, fields: { taskId: 'task_1' } });
});

test('a text counts for more than a status', () => {
  expect(read({ status: 'processing', text: 'Hello.' })).toMatchObject({
    status: 'completed',
    text: 'Hello.',
  });
});

test.each([
  undefined,
  null,
  '',
  'Hello.',
  7,
  [],
  {},
  [simplified, simplified],
  { remaining: 7 },
  { text: null },
  { text: 7 },
  { segments: [] },
  { segments: '[broken' },
  { transcript: 'Hello.' },
  { json: { json: { json: { json: { json: { json: { json: simplified } } } } } } },
])('%j is no transcript', (value) => {
  expect(readStoredTranscript(value)).toBeUndefined();
});
