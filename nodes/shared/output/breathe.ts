import type { Steps } from '../../../transcription/inSteps';
import type { Transcript } from '../../../transcription/transcript';
import { systemClock } from '../clock';

/** Fewer words and segments than these, half an hour of speech, are written in some ten milliseconds. */
const quicklyWritten = 5_000;

type Lengths = Pick<Transcript, 'words' | 'segments'>;

/**
 * Lets n8n do something else between two steps of writing a long transcript, each of which blocks it: answer its health
 * check, take webhooks, go on with other workflows.
 */
export async function breathe({ words, segments }: Lengths): Promise<void> {
  if ((words?.length ?? 0) + (segments?.length ?? 0) < quicklyWritten) return;
  await systemClock.sleep(1);
}

/** Does work on a transcript, and breathes between its steps. */
export async function breathing<Result>(work: Steps<Result>, transcript: Lengths): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await breathe(transcript);
  }
}
