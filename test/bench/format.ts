import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { readOutputOptions } from '../../nodes/shared/output/options';
import { transcriptJson } from '../../nodes/shared/output/transcriptJson';
import { formatTranscript } from '../../nodes/Transcribe/operations/formatTranscript.operation';
import { conversation } from './conversation';
import { count, ratio, table } from './markdown';
import { eighths, type PartOptions } from './part';
import { median, slope } from './statistics';

/** Eleven hours of speech. */
const mostWords = 100_000;

const rounds = 9;

const all = {
  files: ['srt', 'txt', 'vtt'],
  compactText: true,
  speakerNames: 'Anna, Boris',
  vttSpeakerNames: true,
};

/** What is stored of a transcript, and what is asked of Format Transcript. */
const works: Record<string, { stored: object; asJson?: boolean; output: object }> = {
  'text and dialogue, from segments': { stored: {}, output: {} },
  'all files, from segments': { stored: {}, output: all },
  'all files, from words': { stored: { includeWords: true }, output: all },
  'all files, from words stored as JSON': { stored: { includeWords: true }, asJson: true, output: all },
};

/** Times Format Transcript on one item in this process, without n8n and its storage. */
export async function format(part: PartOptions): Promise<string> {
  const sizes = eighths(mostWords, part);
  const spoken = sizes.map((size) => ({ size, transcript: conversation(size) }));
  const rows: string[][] = [];
  for (const [name, { stored, asJson = false, output }] of Object.entries(works)) {
    const costs: Array<{ size: number; wallMs: number; cost: number; baseline: number }> = [];
    for (const { size, transcript } of spoken) {
      const item = transcriptJson(transcript, readOutputOptions(stored), {}, 'call.mp3');
      const text = JSON.stringify(item);
      const execution = executionOf(asJson ? text : item, output);
      const { wallMs, processorMs } = await measured(() => formatTranscript(execution, 0));
      const baseline = await measured((): unknown => JSON.parse(JSON.stringify(item)));
      costs.push({ size, wallMs, cost: processorMs, baseline: baseline.processorMs });
    }
    const last = costs.at(-1);
    rows.push([
      name,
      ...costs.map(({ wallMs }) => wallMs.toFixed(1)),
      (last?.cost ?? NaN).toFixed(1),
      (last?.baseline ?? NaN).toFixed(1),
      ratio((last?.cost ?? NaN) / (last?.baseline ?? NaN)),
      ratio(slope(costs)),
    ]);
  }
  return [
    `Milliseconds for a transcript of so many words, medians of ${rounds} rounds, Node ${process.version}. The baseline is the same item written as JSON and read back; it, the ratio and the slope are of processor time, which other programs don't change.\n\n`,
    table(
      [
        '',
        ...sizes.map(count),
        'processor time of the last',
        'baseline',
        'ratio',
        'slope, per word at 8× ÷ at 1×',
      ],
      rows,
    ),
  ].join('');
}

/** An execution with one item, whose files are stored nowhere. */
function executionOf(transcript: unknown, output: object): IExecuteFunctions {
  const values: Record<string, unknown> = { transcript, output };
  return z.custom<IExecuteFunctions>().parse({
    getInputData: () => [{ json: {} }],
    getNodeParameter: (name: string) => values[name],
    helpers: { prepareBinaryData: () => Promise.resolve({ data: '', mimeType: 'text/plain' }) },
  });
}

async function measured(work: () => unknown): Promise<{ wallMs: number; processorMs: number }> {
  // Once without measuring, so that the code gets compiled.
  await work();
  const [wall, processor]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const [started, before] = [performance.now(), process.cpuUsage()];
    await work();
    wall.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1000);
  }
  return { wallMs: median(wall), processorMs: median(processor) };
}
