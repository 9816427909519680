import type { ReceiverLimits } from '../../../transcription/media/cuts';
import { prepareRecording } from '../../../transcription/media/prepareRecording';
import { audioFile } from '../../support/audio';
import { errorProblems } from './errorProblems';
import type { Damaged, Prepared } from './preparingProcess';

/*
 * Prepares the recordings that its parent sends, one after another. The parent watches the clock, as nothing here could
 * while the process stands still.
 */

/** Far more than any case of a few KB needs, and far less than a small server has. */
const mostBytes = 64 * 1024 * 1024;

const unhandled: unknown[] = [];
process.on('unhandledRejection', (error) => void unhandled.push(error));
process.on('message', (damaged: Damaged) => {
  const before = peakBytes();
  void problemsOf(damaged).then((found) => {
    const grown = peakBytes() - before;
    const problems = [...found, ...unhandled.splice(0).map(String)];
    if (grown > mostBytes) problems.push(`It took ${Math.round(grown / 1024 / 1024)} MB`);
    process.send?.({ problems } satisfies Prepared);
  });
});
process.send?.('ready');

const peakBytes = (): number => process.resourceUsage().maxRSS * 1024;

async function problemsOf({ from, bytes, limits }: Damaged): Promise<string[]> {
  try {
    const problems: string[] = [];
    const parts = await prepareRecording(audioFile(from, '', bytes), limits);
    for (const { file, startSeconds, endSeconds } of parts) {
      problems.push(...(await sendingProblems(file, limits)));
      if (!(startSeconds <= endSeconds)) problems.push(`${startSeconds} s to ${endSeconds} s`);
    }
    return problems;
  } catch (error) {
    return errorProblems(error);
  }
}

async function sendingProblems(
  file: Awaited<ReturnType<typeof prepareRecording>>[number]['file'],
  { maxBytes }: ReceiverLimits,
): Promise<string[]> {
  let sent = 0;
  for await (const chunk of file.open()) sent += chunk.length;
  return [
    ...(sent === file.sizeBytes ? [] : [`${sent} bytes were sent instead of ${file.sizeBytes}`]),
    ...(sent > maxBytes ? [`${sent} bytes are more than ${maxBytes}`] : []),
  ];
}
