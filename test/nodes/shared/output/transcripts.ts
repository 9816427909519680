import type { Transcript } from '../../../../transcription/transcript';

/** Two speakers, with everything that a provider may return. */
export const conversation: Transcript = {
  provider: 'apikley',
  model: 'elevenlabs/speech-to-text',
  status: 'completed',
  taskId: 'task_7',
  sourceName: 'uploaded.mp3',
  text: 'Hello, who is there? It is me.',
  language: 'en',
  languageProbability: 0.98,
  durationSeconds: 4.5,
  segments: [
    { start: 0.5, end: 1.5, text: 'Hello, who is there?', speaker: 'speaker_0' },
    { start: 2, end: 3, text: 'It is me.', speaker: 'speaker_1' },
  ],
  words: [
    { start: 0.5, end: 0.7, text: 'Hello,', speaker: 'speaker_0' },
    { start: 0.7, end: 0.9, text: 'who', speaker: 'speaker_0' },
    { start: 0.9, end: 1.1, text: 'is', speaker: 'speaker_0' },
    { start: 1.1, end: 1.5, text: 'there?', speaker: 'speaker_0' },
    { start: 2, end: 2.3, text: 'It', speaker: 'speaker_1' },
    { start: 2.3, end: 2.6, text: 'is', speaker: 'speaker_1' },
    { start: 2.6, end: 3, text: 'me.', speaker: 'speaker_1' },
  ],
  audioEvents: [{ start: 1.6, end: 1.9, text: '(laughter)' }],
  speakers: ['speaker_0', 'speaker_1'],
  creditsConsumed: 3,
  createdAt: '2030-01-01T00:00:00.000Z',
  completedAt: '2030-01-01T00:00:09.000Z',
  raw: { text: 'as it came' },
};

/** The minimum that a provider returns: the text. */
export const textOnly: Transcript = {
  provider: 'elkapi',
  model: 'whisper-1',
  status: 'completed',
  text: 'Hello there.',
};
