import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type FileFormat, writeTranscript } from '../../transcription/formats/write';
import { buildSegments } from '../../transcription/segments/buildSegments';
import { alignToText } from '../../transcription/words/alignToText';
import { conversation } from './conversation';
import { count, megabytes, ratio, table } from './markdown';
import { eighths, type PartOptions } from './part';
import { median, slope } from './statistics';
import { subtitleOptions } from './subtitleOptions';

/** Twenty hours of speech at two and a half words a second, twice the target of ten hours. */
const mostWords = 180_000;

const rounds = 9;

type Spoken = ReturnType<typeof conversation>;

const file = (format: FileFormat) => (spoken: Spoken) => writeTranscript(spoken, format, subtitleOptions);

const works: Record<string, (spoken: Spoken) => unknown> = {
  SRT: file('srt'),
  WebVTT: file('vtt'),
  Text: file('txt'),
  'segments from words': ({ words }) => buildSegments(words),
  'words found in the text': ({ words, text }) => alignToText(words, text),
  'baseline: JSON and back': (spoken): unknown => JSON.parse(JSON.stringify(spoken)),
};

/** Times the conversions of a transcript in this process, without n8n. */
export async function subtitles(part: PartOptions): Promise<string> {
  const sizes = eighths(mostWords, part);
  const transcripts = sizes.map((size) => ({ size, spoken: conversation(size) }));
  const rows = Object.entries(works).map(([name, work]) => {
    const growth = transcripts.map(({ size, spoken }) => ({ size, cost: medianMs(() => work(spoken)) }));
    const [twice, once] = [growth.at(-1)?.cost ?? NaN, growth.at(-2)?.cost ?? NaN];
    return [name, ...growth.map(({ cost }) => cost.toFixed(1)), ratio(twice / once), ratio(slope(growth))];
  });
  const [words, half] = [sizes.at(-1) ?? 0, sizes.at(-2) ?? 0];
  return [
    `Milliseconds for so many words, medians of ${rounds} rounds, Node ${process.version}.\n\n`,
    table(
      ['', ...sizes.map(count), `${count(words)} ÷ ${count(half)}`, 'slope, per word at 8× ÷ at 1×'],
      rows,
    ),
    await longest(part),
  ].join('');
}

/** More than a hundred hours of speech. */
const mostInMemory = 1_000_000;
const heapMegabytes = 1024;

const run = promisify(execFile);
const measured = z.object({ ms: z.number(), bytes: z.number(), peakBytes: z.number() });

/** One file of very many words, made by a process that may use a gigabyte. During that time n8n answers nobody. */
async function longest({ small }: PartOptions): Promise<string> {
  const words = small ? 8 : mostInMemory;
  const { stdout } = await run(process.execPath, [
    `--max-old-space-size=${heapMegabytes}`,
    ...['--import', 'tsx', path.join(__dirname, 'captionMemory.ts'), String(words)],
  ]);
  const { ms, bytes, peakBytes } = measured.parse(JSON.parse(stdout));
  return (
    `In a process with ${count(heapMegabytes)} MB of heap at most:\n\n` +
    table(
      ['', 'words', 'ms without a pause', 'MB of SRT', 'peak MB, transcript included'],
      [['SRT', count(words), ms.toFixed(0), megabytes(bytes), megabytes(peakBytes)]],
    )
  );
}

function medianMs(work: () => unknown): number {
  // Once without measuring, so that the code gets compiled.
  work();
  return median(
    Array.from({ length: rounds }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
}
