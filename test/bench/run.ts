import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { alternatives } from './alternatives';
import { batch } from './batch';
import { captions } from './captions/captions';
import { format } from './format';
import { many } from './many';
import { media } from './media';
import { packageSize } from './packageSize';
import type { Part } from './part';
import { resume } from './resume';
import { subtitles } from './subtitles';
import { suspended } from './suspended';
import { upload } from './upload';

const parts: Record<string, { title: string; part: Part; onlyInFull?: boolean }> = {
  subtitles: { title: 'Subtitles and segments', part: subtitles },
  captions: { title: 'Captions', part: captions },
  format: { title: 'Format Transcript', part: format },
  alternatives: { title: 'Beside the alternatives', part: alternatives },
  batch: { title: 'Batches', part: batch },
  suspended: { title: 'Suspended executions', part: suspended },
  // Five n8n processes take a minute to start. `npm run test:queue` does the same in small.
  many: { title: 'Several webhook processes', part: many, onlyInFull: true },
  resume: { title: 'Time to resume', part: resume },
  upload: { title: 'Uploads', part: upload },
  media: { title: 'Preparing recordings', part: media },
  size: { title: 'Installed size', part: packageSize },
};

/** `npm run bench`, `npm run bench -- batch upload`, `npm run bench -- --small` */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { small: { type: 'boolean', default: false } },
  });
  const unknown = positionals.find((name) => !(name in parts));
  if (unknown !== undefined) {
    throw new Error(`There is no part "${unknown}". There are: ${Object.keys(parts).join(', ')}.`);
  }
  const chosen = Object.entries(parts).filter(([name, { onlyInFull = false }]) =>
    positionals.length === 0 ? !(onlyInFull && values.small) : positionals.includes(name),
  );
  const [cpu] = cpus();
  process.stdout.write(
    `${new Date().toISOString()}, ${process.platform}, ${cpus().length} × ${cpu?.model ?? 'unknown CPU'}\n`,
  );
  for (const [name, { title, part }] of chosen) {
    const before = load();
    const started = performance.now();
    const figures = await part(values);
    const took = ((performance.now() - started) / 1000).toFixed(0);
    process.stdout.write(`\n## ${title}\n\n${figures}`);
    process.stdout.write(
      `_\`npm run bench -- ${name}\`, ${took} s; load average before it ${before}, after it ${load()}._\n`,
    );
  }
}

const load = (): string => loadavg()[0]?.toFixed(2) ?? 'unknown';

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
