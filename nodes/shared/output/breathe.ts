import type { Transcript } from '../../../transcription/transcript';
import { systemClock } from '../clock';

/** Fewer words and segments than these, half an hour of speech, are written in some ten milliseconds. */
const quicklyWritten = 5_000;

/**
 * Lets n8n do something else between two steps of writing a long transcript, each of which blocks it: answer its health
 * check, take webhooks, go on with other workflows.
 */
export async function breathe({ words, segments }: Pick<Transcript, 'words' | 'segments'>): Promise<void> {
  if ((words?.length ?? 0) + (segments?.length ?? 0) < quicklyWritten) return;
  await systemClock.sleep(1);
}
