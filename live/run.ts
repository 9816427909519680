import { createPacer } from '../transcription/calls/pace';
import type { Clock } from '../transcription/calls/clock';
import { pollUntilDone } from '../transcription/tasks/poll';
import type { TranscriptionProvider, TranscriptionRequest } from '../transcription/provider';
import type { Balance, Transcript } from '../transcription/transcript';

export interface LiveRun {
  provider: TranscriptionProvider;
  request: TranscriptionRequest;
  durationSeconds?: number;
  /** In the unit of the balance, if the user gave it; no service reports it. */
  pricePerMinute?: number;
  clock: Clock;
  say: (line: string) => void;
  /** Called once there is a paid task whose ID must not be lost. */
  submitted: (taskId: string) => void;
  /** Called once the paid transcript is there; everything after this may fail. */
  transcribed: (transcript: Transcript) => void;
  /** Asks the user to agree to the charge. */
  agrees: () => Promise<boolean>;
}

const deadlineMs = 3_600_000;

/**
 * Runs one transcription step by step, and asks before sending anything that costs money.
 *
 * @throws TranscriptionError; Error when the user does not agree, or when the provider does not take URLs
 */
export async function runLive(run: LiveRun): Promise<void> {
  const { provider, request, clock, say, submitted, transcribed, agrees } = run;
  if (request.audio.kind === 'url' && !provider.fetchesUrls) {
    throw new Error(`${provider.name} takes files only. Save the recording on this machine first.`);
  }
  const refusal = request.audio.kind === 'url' ? provider.refusalOfUrl?.(request.audio.url) : undefined;
  if (refusal !== undefined) throw refusal;
  const before = await provider.balance();
  say(`Balance: ${told(before)}`);
  const checked = provider.check(request);
  if (checked.audio.kind === 'file') {
    say(`File: ${checked.audio.fileName}, ${checked.audio.mediaType}, ${checked.audio.sizeBytes} bytes`);
  }
  say(`Cost: ${costAhead(run, before.unit)}`);
  if (!(await agrees())) throw new Error('Nothing was sent that costs. Add --yes to go on.');
  const transcript = await transcribe(provider, checked, clock, say, submitted);
  say(`Language: ${transcript.language ?? 'unknown'}`);
  say(`Duration: ${transcript.durationSeconds ?? 'unknown'} s`);
  say(`Text: ${transcript.text}`);
  transcribed(transcript);
  await tellCost(provider, before, say);
}

async function tellCost(
  provider: TranscriptionProvider,
  before: Balance,
  say: LiveRun['say'],
): Promise<void> {
  let after: Balance;
  try {
    after = await provider.balance();
  } catch {
    // The transcript, which is what matters, has been delivered.
    say('Balance afterwards: could not be read');
    return;
  }
  say(`Balance afterwards: ${told(after)}`);
  if (typeof before.remaining === 'number' && typeof after.remaining === 'number') {
    const cost = Number((before.remaining - after.remaining).toFixed(6));
    say(`It cost ${cost} ${after.unit}, if nobody else used the account meanwhile.`);
  }
}

function costAhead({ provider, durationSeconds, pricePerMinute }: LiveRun, unit: string): string {
  const minutes = durationSeconds === undefined ? undefined : durationSeconds / 60;
  const length =
    minutes === undefined
      ? 'the length of the recording is unknown'
      : `the recording has ${minutes.toFixed(2)} minutes`;
  if (pricePerMinute === undefined) {
    const hint =
      minutes === undefined
        ? ''
        : ' With --price and the price of a minute from its pages, the cost is shown here.';
    return `${provider.name} charges in ${unit} by the minute, and ${length}.${hint}`;
  }
  if (minutes === undefined) return `${pricePerMinute} ${unit} a minute, and ${length}.`;
  return `about ${Number((minutes * pricePerMinute).toFixed(6))} ${unit}: ${length}, at ${pricePerMinute} ${unit} each.`;
}

function told({ remaining, unit }: Balance): string {
  if (remaining === undefined) return 'unknown';
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
    const status = await provider.read(taskId);
    say(`State: ${status.state}`);
    return status;
  };
  return await pollUntilDone({ read, pollPolicy: provider.pollPolicy }, task, {
    clock,
    pacer: createPacer(provider.readPace, clock),
    deadlineMs: clock.now() + deadlineMs,
  });
}
