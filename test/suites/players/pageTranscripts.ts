import type { Transcript } from '../../../transcription/transcript';
import { transcript } from '../../transcription/formats/transcripts';

/** Thirty paragraphs, one every ten seconds, longer than a screen. */
export const conversation: Transcript = transcript({
  language: 'en',
  durationSeconds: 300,
  completedAt: '2026-11-20T09:00:12.000Z',
  warning: 'The end is missing.',
  speakers: ['anna', 'boris'],
  segments: Array.from({ length: 30 }, (_, index) => ({
    start: index * 10,
    end: index * 10 + 9,
    text: `This is what was said as number ${index}. It takes more than a line on a phone, and less on a screen.`,
    speaker: index % 2 === 0 ? 'anna' : 'boris',
  })),
});

/** What is said in it would run and load if it were not escaped. */
export const hostile: Transcript = {
  ...conversation,
  warning: '</p><script>alert(3)</script>',
  segments: [
    { start: 0, end: 1, text: '<script>alert(1)</script></main></style><!--', speaker: 'anna' },
    { start: 10, end: 11, text: '"><img src=x onerror=alert(2)>', speaker: 'boris' },
  ],
};
