import fc from 'fast-check';

import { buildCues } from '../../../transcription/subtitles/buildCues';
import type { Cue } from '../../../transcription/subtitles/cue';
import { toSrt } from '../../../transcription/subtitles/srt';
import { toVtt } from '../../../transcription/subtitles/vtt';
import { parseSubtitles, type ParsedCue, validateVtt } from '../../support/parseSubtitles';
import { anyCase } from './randomTranscripts';
import { lookAlikes } from './whatIsSaid';

/** The same transcripts in every run. */
const random = { seed: 20_260_105, numRuns: 400 };

/** Checks a property of the cues of every transcript with timestamps. */
function always(what: string, check: (cues: Cue[]) => void | Promise<void>): void {
  test(what, () =>
    fc.assert(
      fc.asyncProperty(anyCase, async ({ transcript, options }) => {
        await check(buildCues(transcript, options) ?? []);
      }),
      random,
    ),
  );
}

describe('a SubRip file', () => {
  always('is read by a player as the cues that it was made of', async (cues) => {
    const read = await parseSubtitles(toSrt(cues), 'srt');
    expect(read.map(withLookAlikes)).toEqual(cues.map(withoutVoice).map(withLookAlikes));
  });

  always('holds nothing that players take for markup or for times', (cues) => {
    const texts = toSrt(cues).replace(/^\d+\n.* --> .*\n/gm, '');
    // A tag that is not closed in its cue is none in the next.
    for (const text of texts.split('\n\n')) {
      expect(text).not.toMatch(/-->|<[^<>]*>|<[\p{L}/!]|\{(?:\\|[cfopsy]:)/iu);
    }
  });
});

describe('a WebVTT file', () => {
  always('is valid, and read as the cues that it was made of', (cues) => {
    expect(validateVtt(toVtt(cues))).toEqual(cues);
  });

  always('is read by a player as the cues that it was made of', async (cues) => {
    const read = await parseSubtitles(toVtt(cues), 'vtt');
    expect(read.map(({ lines, ...times }) => ({ ...times, lines: unescaped(lines) }))).toEqual(
      cues.map(withoutVoice),
    );
  });
});

const withoutVoice = ({ startMs, endMs, lines }: Cue): ParsedCue => ({ startMs, endMs, lines });

const withLookAlikes = (cue: ParsedCue): ParsedCue => ({ ...cue, lines: cue.lines.map(lookAlikes) });

function unescaped(lines: readonly string[]): string[] {
  return lines
    .join('\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<' })[name] ?? '>')
    .split('\n');
}
