import { z } from 'zod';
import type { PreparedRequest } from '../../../../nodes/Transcribe/operations/preparedRequest';
import { submitOnce } from '../../../../nodes/Transcribe/operations/submitOnce';
import { taskOf } from '../../../../nodes/Transcribe/operations/submittedParts';
import { StoppedByOtherItem } from '../../../../nodes/Transcribe/outcome';
import type { Run } from '../../../../nodes/Transcribe/run';
import type { RecordingPart } from '../../../../transcription/audio/audio';
import type { TicketClaims } from '../../../../transcription/callbacks/ticket';
import { createLimiter } from '../../../../transcription/calls/limit';
import { TranscriptionError } from '../../../../transcription/errors';
import { partsOfTaskId, recordingSecondsOfTaskId } from '../../../../transcription/parts/partsTaskId';
import type { TaskProvider, TranscriptionRequest } from '../../../../transcription/provider';
import { type LedgerStore, SubmitLedger } from '../../../../transcription/tasks/submitLedger';
import { audioFile } from '../../../support/audio';
import { failureOf } from '../../../support/failure';

const anyRun = z.custom<Run>();
const anyPrepared = z.custom<PreparedRequest>();
const anyProvider = z.custom<TaskProvider>();

let store: LedgerStore;
/** The parts that were sent, by name, each with its callback URL. */
let sent: Array<[string, string | undefined]>;
let claimed: Array<TicketClaims['parts']>;
/** What happens to a part, by name. */
let fate: Record<string, TranscriptionError>;
let logged: string[];
beforeEach(() => {
  store = {};
  sent = [];
  claimed = [];
  fate = {};
  logged = [];
});

const part = (name: string, startSeconds: number, endSeconds: number): RecordingPart => ({
  file: audioFile(name, 'audio/mpeg', Buffer.alloc(1)),
  startSeconds,
  endSeconds,
});
const three = [part('a', 0, 60), part('b', 50, 110), part('c', 100, 150)];

const refused = new TranscriptionError('The account is empty.', { code: 'insufficientCredits' });
const lost = new TranscriptionError('The connection broke.', { code: 'submitUnclear', mayHaveCharged: true });

function providerFor(ledger?: SubmitLedger): TaskProvider {
  const nameOf = ({ audio }: TranscriptionRequest) => (audio.kind === 'file' ? audio.fileName : audio.url);
  return anyProvider.parse({
    kind: 'task',
    name: 'Apikley',
    check: (request: TranscriptionRequest) => request,
    submit: (request: TranscriptionRequest) => {
      const send = async () => {
        const name = nameOf(request);
        sent.push([name, request.callbackUrl]);
        await new Promise((resolve) => setImmediate(resolve));
        if (fate[name]) throw fate[name];
        return { taskId: `task_${name}`, submittedAtMs: sent.length };
      };
      return ledger ? ledger.charge(send) : send();
    },
  });
}

function submit(parts: RecordingPart[], { mode = 'wait', atATime = 1 } = {}) {
  const ledger = new SubmitLedger(store, '0', { bought: 'b', near: 'n' });
  const run = anyRun.parse({
    sending: createLimiter(atATime),
    providerFor,
    execution: { logger: { info: (line: string) => logged.push(line) } },
  });
  const callbackUrl = mode === 'wait' ? undefined : 'https://n8n.example.com/webhook/1/apikley';
  const prepared = anyPrepared.parse({
    ledger,
    parts,
    provider: providerFor(ledger),
    request: { audio: parts[0]?.file, callbackUrl, wantWords: false, providerOptions: {} },
    parameters: { mode, callbackUrl },
    callbackUrlWith: (claims?: Pick<TicketClaims, 'parts'>) => {
      claimed.push(claims?.parts);
      return `${callbackUrl}?ticket`;
    },
  });
  return submitOnce(run, prepared);
}

const names = () => sent.map(([name]) => name);
const idsOf = (taskId = '') => partsOfTaskId(taskId).map((one) => one.taskId);

test('each part becomes a task, in the order of the recording, under one ID', async () => {
  const task = taskOf(await submit(three, { atATime: 3 }));
  expect(idsOf(task.taskId)).toEqual(['task_a', 'task_b', 'task_c']);
});

test('after each part the log has the ID of all that there is to fetch, should n8n be killed', async () => {
  const { taskId } = taskOf(await submit(three));
  const ids = logged.map((line) => /^Transcribe submitted the task (\S+) to Apikley$/.exec(line)?.[1]);
  expect(ids.map(idsOf)).toEqual([['task_a'], ['task_a', 'task_b'], ['task_a', 'task_b', 'task_c']]);
  expect(ids.map((id) => recordingSecondsOfTaskId(id ?? ''))).toEqual([150, 150, 150]);
  expect(ids.at(-1)).toBe(taskId);
});

test('the log has the plain ID of a recording that goes out whole', async () => {
  await submit([part('a', 0, 60)]);
  expect(logged).toEqual(['Transcribe submitted the task task_a to Apikley']);
});

test('a part that failed is the only one that is paid for again', async () => {
  fate.b = refused;
  await failureOf(submit(three, { atATime: 3 }));
  fate = {};
  sent = [];
  expect(idsOf(taskOf(await submit(three)).taskId)).toEqual(['task_a', 'task_b', 'task_c']);
  expect(names()).toEqual(['b']);
});

test('no part is sent after one that failed, and the error names those that were', async () => {
  fate.b = refused;
  const error = await failureOf(submit(three));
  expect(names()).toEqual(['a', 'b']);
  expect(error.message).toBe(
    'Part 2 of 3 of the recording (from 0:00:50 to 0:01:50) failed: The account is empty.',
  );
  expect(idsOf(error.taskId)).toEqual(['task_a']);
});

test.each([
  ['a first part', 'b', ['task_a']],
  ['a beginning', 'c', ['task_a', 'task_b']],
])('%s does not pass for the whole recording', async (_, failed, ids) => {
  fate[failed] = refused;
  const { taskId = '' } = await failureOf(submit(three));
  expect(idsOf(taskId)).toEqual(ids);
  expect(partsOfTaskId(taskId)[0]).toMatchObject({ endSeconds: 60 });
  expect(recordingSecondsOfTaskId(taskId)).toBe(150);
});

test('of several failures the one is reported that may have been paid for', async () => {
  fate = { a: refused, c: lost };
  const error = await failureOf(submit(three, { atATime: 3 }));
  expect(error).toMatchObject({ code: 'submitUnclear', mayHaveCharged: true });
  expect(error.message).toContain('Part 3 of 3');
});

test('nothing is sent while the answer about any part is lost', async () => {
  fate.c = lost;
  await failureOf(submit(three));
  for (const key of ['0/1', '0/2']) delete store[key];
  fate = {};
  sent = [];
  expect(await failureOf(submit(three))).toMatchObject({ code: 'submitUnclear' });
  expect(sent).toEqual([]);
});

test.each([
  ['cut elsewhere', [part('a', 0, 80), part('b', 70, 150)]],
  ['sent whole', [part('whole', 0, 150)]],
])('a recording of which a part was paid for is not %s', async (_, parts) => {
  fate.b = refused;
  await failureOf(submit(three));
  sent = [];
  const error = await failureOf(submit(parts));
  expect(error.code).toBe('submitUnclear');
  expect(idsOf(error.taskId)).toEqual(['task_a']);
  expect(sent).toEqual([]);
});

test('a run that another item stopped does not look like the failure of a part', async () => {
  const stopped = new StoppedByOtherItem();
  fate.a = stopped;
  expect(await failureOf(submit(three))).toBe(stopped);
});

describe('for an Apikley Trigger', () => {
  const submitOnly = { mode: 'submit' };

  test('only the last part is called back, and names the others', async () => {
    await submit(three, submitOnly);
    expect(sent.map(([name, url]) => [name, url !== undefined])).toEqual([
      ['a', false],
      ['b', false],
      ['c', true],
    ]);
    expect(claimed).toHaveLength(1);
    expect(claimed[0]).toMatchObject({ startSeconds: 100, endSeconds: 150 });
    expect(idsOf(claimed[0]?.others)).toEqual(['task_a', 'task_b']);
  });

  test('two parts have one other, which is not taken for a whole recording', async () => {
    await submit([part('a', 0, 60), part('b', 50, 110)], submitOnly);
    expect(partsOfTaskId(claimed[0]?.others ?? '')).toEqual([
      { taskId: 'task_a', startSeconds: 0, endSeconds: 60 },
    ]);
  });

  test('a first part that is refused is reported as such', async () => {
    fate.a = refused;
    const error = await failureOf(submit(three, submitOnly));
    expect(error).toMatchObject({ code: 'insufficientCredits', taskId: undefined });
    expect(names()).toEqual(['a']);
  });

  test('a recording whose sound begins late has no others', async () => {
    const [only] = await submit([part('a', 2, 60)], submitOnly);
    expect(only?.range).toEqual({ startSeconds: 2, endSeconds: 60 });
    expect(claimed).toEqual([{ startSeconds: 2, endSeconds: 60, others: '' }]);
  });

  test('a recording that goes out whole is called back as ever', async () => {
    await submit([part('a', 0.05, 60)], submitOnly);
    expect(claimed).toEqual([]);
    expect(sent).toEqual([['a', 'https://n8n.example.com/webhook/1/apikley']]);
  });
});
