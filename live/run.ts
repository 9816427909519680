import { createPacer } from '../transcription/pace';
import type { Clock } from '../transcription/clock';
import { defaultPollPolicy, pollUntilDone } from '../transcription/poll';
import type { TranscriptionProvider, TranscriptionRequest } from '../transcription/provider';
import type { Balance, Transcript } from '../transcription/transcript';

export interface LiveRun {
  provider: TranscriptionProvider;
  request: TranscriptionRequest;
  clock: Clock;
  say: (line: string) => void;
  /** From here on there is something paid for that must not be forgotten. */
  submitted: (taskId: string) => void;
  /** Whether the user agrees to what is charged from here on. */
  agrees: () => Promise<boolean>;
}

const deadlineMs = 3_600_000;

/** Plays one transcription through, step by step; asks before anything is sent that costs. */
export async function runLive({ provider, request, clock, say, submitted, agrees }: LiveRun): Promise<void> {
  const before = await provider.balance();
  say(`Balance: ${told(before)}`);
  const checked = provider.check(request);
  if (checked.audio.kind === 'file') {
    say(`File: ${checked.audio.fileName}, ${checked.audio.mediaType}, ${checked.audio.sizeBytes} bytes`);
  }
  say(
    `Cost: ${provider.name} charges in ${before.unit}. The price of a minute is on its own pages; what is left afterwards is shown below.`,
  );
  if (!(await agrees())) throw new Error('Nothing was sent that costs. Add --yes to go on.');
  const transcript = await transcribe(provider, checked, clock, say, submitted);
  say(`Language: ${transcript.language ?? 'not told'}`);
  say(`Duration: ${transcript.durationSeconds ?? 'not told'} s`);
  say(`Text: ${transcript.text}`);
  const after = await provider.balance();
  say(`Balance afterwards: ${told(after)}`);
  if (typeof before.remaining === 'number' && typeof after.remaining === 'number') {
    const cost = Number((before.remaining - after.remaining).toFixed(6));
    say(`It cost ${cost} ${after.unit}, if nobody else used the account meanwhile.`);
  }
}

function told({ remaining, unit }: Balance): string {
  if (remaining === undefined) return 'not told';
  return remaining === null ? 'unlimited' : `${remaining} ${unit}`;
}

async function transcribe(
  provider: TranscriptionProvider,
  request: TranscriptionRequest,
  clock: Clock,
  say: LiveRun['say'],
  submitted: LiveRun['submitted'],
): Promise<Transcript> {
  if (provider.kind === 'request') return await provider.transcribe(request);
  const task = await provider.submit(request);
  submitted(task.taskId);
  say(`Task: ${task.taskId}`);
  const read = async (taskId: string) => {
    const job = await provider.read(taskId);
    say(`State: ${job.state}`);
    return job;
  };
  const pacer = createPacer({ starts: 5, perMs: 1_000 }, clock);
  return await pollUntilDone(task, read, defaultPollPolicy, {
    clock,
    pacer,
    deadlineMs: clock.now() + deadlineMs,
  });
}
