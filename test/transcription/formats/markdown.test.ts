import { markdown } from '../../../transcription/formats/markdown';
import { dialogue, transcript, usual } from './transcripts';

test('a Markdown file has a heading, what is known, and paragraphs with speakers and timestamps', () => {
  const known = { ...dialogue, completedAt: '2026-11-20T09:00:12.000Z', warning: 'The end is missing.' };
  expect(markdown(known, { ...usual, title: 'Call no. 1 | *draft*' })).toBe(
    [
      String.raw`# Call no. 1 \| \*draft\*`,
      '',
      '- **Transcribed:** 20 November 2026, 09:00 UTC',
      '- **Duration:** 1:02:05',
      '- **Language:** English',
      '- **Speakers:** Speaker 1 (0:01, 47%), Speaker 2 (0:01, 53%)',
      '',
      '> **Note:** The end is missing.',
      '',
      '**Speaker 1** [0:00] Are you there?',
      '',
      '**Speaker 2** [1:02] Yes. I am.',
      '',
    ].join('\n'),
  );
});

test('a Markdown file of a text alone is that text under a heading', () => {
  expect(markdown(transcript({ text: '1. Hello.' }), usual)).toBe('# Transcript\n\n1\\. Hello.\n');
});

test('a paragraph in a right-to-left language begins with a mark, so that a Latin name does not turn it round', () => {
  const hebrew = { ...dialogue, language: 'he' };
  const speakers = { names: ['Anna', 'Boris'], label: '{name}: ', labelsInVtt: false };
  expect(markdown(hebrew, { ...usual, speakers })).toContain('\n\n\u200f**Anna** [0:00] ');
  expect(markdown(dialogue, usual)).not.toContain('\u200f');
});
