import { cpus } from 'node:os';
import { measureUploads, type UploadFigures } from './upload';

const names: Record<UploadFigures['way'], string> = {
  inputData: 'this package, from input data',
  url: 'this package, from a URL',
  formDataBlob: 'FormData + Blob (the usual way)',
};

async function main(): Promise<void> {
  const figures = await measureUploads();
  const usual = figures.find(({ way }) => way === 'formDataBlob');
  if (usual === undefined) throw new Error('there is nothing to compare with');
  process.stdout.write(
    `\nUpload of one 200 MB file, one n8n process, binary data in filesystem mode; medians.\n${process.platform}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}\n\n`,
  );
  const row = (cells: string[]) => `| ${cells.join(' | ')} |\n`;
  process.stdout.write(row(['way', 'memory growth, MB', 'worst of 5', 'time, ms', 'time, × usual']));
  process.stdout.write(row(['---', '---:', '---:', '---:', '---:']));
  for (const { way, ms, growthMegabytes } of figures) {
    process.stdout.write(
      row([
        names[way],
        growthMegabytes.median.toFixed(1),
        growthMegabytes.worst.toFixed(1),
        ms.toFixed(0),
        (ms / usual.ms).toFixed(2),
      ]),
    );
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
