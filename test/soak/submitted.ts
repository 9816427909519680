import type { EmulatorControl, TaskRecord } from '../../emulator/control';
import type { Charge } from '../../emulator/ledger';
import type { RequestRecord } from '../../emulator/recorder';
import type { NamedFault } from './faults';
import type { Submitted } from './ledger';
import { recordingsIn } from './recordings';

/** Everything submitted, according to the emulator: every task, and every transcript from ElkAPI. */
export async function readSubmitted(control: EmulatorControl, faults: NamedFault[]): Promise<Submitted[]> {
  const answers = answered(await control.requests(), spoilt(faults));
  const tasks = (await control.tasks()).map((task) => ofTask(task, answers));
  const charges = (await control.charged()).filter(({ service }) => service === 'elkapi');
  return [...tasks, ...charges.map((charge) => ofCharge(charge, answers))];
}

type Answers = (recording: string, at: number) => boolean;

function ofTask({ id, input, createdAt, state }: TaskRecord, answers: Answers): Submitted {
  const recording = only(input.audio_url);
  const answer = answers(recording, createdAt);
  return { recording, at: createdAt, taskId: id, failed: state === 'fail', answered: answer };
}

function ofCharge({ fileName, at }: Charge, answers: Answers): Submitted {
  const recording = only(fileName ?? '');
  return { recording, at, failed: false, answered: answers(recording, at) };
}

function only(name: string): string {
  const [recording] = recordingsIn(name);
  if (recording === undefined) throw new Error(`"${name}" names no recording of the soak.`);
  return recording;
}

/** Recordings for which the script replaces the right answer. */
function spoilt(faults: NamedFault[]): Set<string> {
  const spoiling = faults.filter(
    ({ fault }) =>
      'when' in fault.action && fault.action.when === 'afterProcessing' && fault.action.kind !== 'delay',
  );
  return new Set(
    spoiling.flatMap(({ fault }) => recordingsIn([fault.match?.audioUrl, fault.match?.fileName].join(' '))),
  );
}

/** Whether the request was answered completely and correctly. */
function answered(requests: RequestRecord[], spoiltOnes: ReadonlySet<string>): Answers {
  const byRecording = new Map<string, RequestRecord[]>();
  for (const request of requests) {
    if (request.operation !== 'createTask' && request.operation !== 'transcriptions') continue;
    const [recording] = recordingsIn([JSON.stringify(request.fields), request.fileName].join(' '));
    if (recording === undefined) continue;
    byRecording.set(recording, [...(byRecording.get(recording) ?? []), request]);
  }
  return (recording, at) => {
    if (spoiltOnes.has(recording)) return false;
    const request = byRecording.get(recording)?.findLast((one) => one.at <= at);
    return request?.status === 200 && !request.aborted;
  };
}
