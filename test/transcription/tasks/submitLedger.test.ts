import { z } from 'zod';
import { TranscriptionError } from '../../../transcription/errors';
import {
  itemOfKey,
  type LedgerStore,
  SubmitLedger,
  tasksIn,
  transcriptsIn,
  unclearIn,
} from '../../../transcription/tasks/submitLedger';
import type { Purchase } from '../../../transcription/tasks/purchase';
import { partsOfTaskId, recordingSecondsOfTaskId } from '../../../transcription/parts/partsTaskId';
import type { Transcript } from '../../../transcription/transcript';
import { failureOf, refusalOf } from '../../support/failure';

const task = { taskId: 'task_1', submittedAtMs: 1_893_456_000_000 };
const transcript: Transcript = {
  provider: 'any',
  model: 'any',
  status: 'completed',
  text: 'Hello.',
  words: [{ text: 'Hello.', start: 0, end: 0.5 }],
};

let store: LedgerStore;
beforeEach(() => (store = {}));

const purchaseOf = (recording: string): Purchase => ({
  bought: recording,
  near: recording,
  written: `the parameters for ${recording}`,
});

const ledgerFor = (recording = 'this recording', key = '0') =>
  new SubmitLedger(store, key, purchaseOf(recording));

/** n8n keeps the store as JSON between two runs of a node. */
function nextRun(): void {
  store = z.record(z.unknown()).parse(JSON.parse(JSON.stringify(store)));
}

describe('a second run', () => {
  test('has the task that the first one submitted', () => {
    ledgerFor().rememberTask(task);
    nextRun();
    expect(ledgerFor().task).toEqual(task);
    expect(() => ledgerFor().assertClear('Apikley')).not.toThrow();
  });

  test('has the transcript that the first one received', () => {
    ledgerFor().rememberTranscript(transcript);
    nextRun();
    expect(ledgerFor().transcript).toEqual(transcript);
    expect(ledgerFor().task).toBeUndefined();
  });

  test('ignores an entry about another recording or other settings', () => {
    ledgerFor('another recording').rememberTask(task);
    nextRun();
    expect(ledgerFor().task).toBeUndefined();
    expect(ledgerFor().transcript).toBeUndefined();
    expect(() => ledgerFor().assertClear('Apikley')).not.toThrow();
  });

  test.each([
    ['of an older version', { fingerprint: 'abc', progress: { state: 'submitted', task } }],
    ['that is damaged', { purchase: purchaseOf('this recording'), progress: { state: 'submitted' } }],
    ['that is nothing at all', null],
    ...[null, 'Hello.', undefined].map((said): [string, object] => [
      `whose transcript is ${String(said)}`,
      { purchase: purchaseOf('this recording'), progress: { state: 'finished', transcript: said } },
    ]),
  ])('refuses to pay if there is an entry that it can not read: one %s', async (_name, entry) => {
    store['0'] = entry;
    expect(ledgerFor().task).toBeUndefined();
    expect(ledgerFor().transcript).toBeUndefined();
    const error = await refusalOf(() => ledgerFor().assertClear('Apikley'));
    expect(error).toMatchObject({ code: 'submitUnclear', mayHaveCharged: true, retryable: false });
    expect(error.taskId).toBeUndefined();
  });

  test('has the task even if expressions give other values now, like a time or a signature', () => {
    ledgerFor().rememberTask(task);
    const other: Purchase = { ...purchaseOf('this recording'), bought: 'signed anew', near: 'of today' };
    expect(new SubmitLedger(store, '0', other).task).toEqual(task);
  });

  test('refuses, naming the task, if it can not tell whether the recording is the same', async () => {
    ledgerFor().rememberTask(task);
    const edited: Purchase = { bought: 'signed anew', near: 'this recording', written: 'edited' };
    const ledger = new SubmitLedger(store, '0', edited);
    expect(ledger.task).toBeUndefined();
    const error = await refusalOf(() => ledger.assertClear('Apikley'));
    expect(error).toMatchObject({ code: 'submitUnclear', taskId: 'task_1' });
    expect(error.description).toContain('task_1');
    expect(error.description).toContain('Get Transcript');
  });

  test('refuses likewise for a transcript that was received without a task', async () => {
    ledgerFor().rememberTranscript(transcript);
    const edited: Purchase = { bought: 'signed anew', near: 'this recording' };
    const ledger = new SubmitLedger(store, '0', edited);
    expect(ledger.transcript).toBeUndefined();
    const error = await refusalOf(() => ledger.assertClear('ElkAPI'));
    expect(error.message).toContain('ElkAPI');
    expect(error.description).not.toContain('task ID');
  });
});

describe('a paid request', () => {
  test('is recorded before it is sent, so that a crash in between is noticed', async () => {
    await ledgerFor().charge(async () => {
      nextRun();
    });
    const error = await refusalOf(() => ledgerFor().assertClear('Apikley'));
    expect(error).toMatchObject({ code: 'submitUnclear', mayHaveCharged: true, retryable: false });
    expect(error.message).toBe(
      'The answer of Apikley to an earlier attempt was lost, so the recording was not sent again.',
    );
    expect(error.description).toContain('run the workflow again');
  });

  test('returns its answer', async () => {
    await expect(ledgerFor().charge(async () => 'task_1')).resolves.toBe('task_1');
  });

  test('leaves the entry when it may have been charged, and throws its error', async () => {
    const lost = new TranscriptionError('Lost.', { code: 'submitUnclear', mayHaveCharged: true });
    await expect(ledgerFor().charge(() => Promise.reject(lost))).rejects.toBe(lost);
    nextRun();
    const error = await refusalOf(() => ledgerFor().assertClear('Apikley'));
    expect(error.code).toBe('submitUnclear');
    expect(error.message).toContain('Lost.');
  });

  test('leaves the entry after an error that says nothing about charges', async () => {
    const bug = new Error('something else');
    await expect(ledgerFor().charge(() => Promise.reject(bug))).rejects.toBe(bug);
    expect((await refusalOf(() => ledgerFor().assertClear('Apikley'))).code).toBe('submitUnclear');
  });

  test('is forgotten when it is certain that nothing was created', async () => {
    const busy = new TranscriptionError('Too much.', { code: 'rateLimited', retryable: true });
    expect(await failureOf(ledgerFor().charge(() => Promise.reject(busy)))).toBe(busy);
    expect(() => ledgerFor().assertClear('Apikley')).not.toThrow();
    expect(store).toEqual({});
  });

  test('is replaced by the task that it created', async () => {
    const ledger = ledgerFor();
    await ledger.charge(async () => 'task_1');
    ledger.rememberTask(task);
    expect(() => ledgerFor().assertClear('Apikley')).not.toThrow();
    expect(ledgerFor().task).toEqual(task);
  });
});

test('items do not see each other', () => {
  ledgerFor('same recording', '0').rememberTask(task);
  expect(ledgerFor('same recording', '1').task).toBeUndefined();
  ledgerFor('same recording', '1').forget();
  expect(ledgerFor('same recording', '0').task).toEqual(task);
});

test('a failed task is forgotten, so that the next run submits anew', () => {
  ledgerFor().rememberTask(task);
  ledgerFor().forget();
  nextRun();
  expect(ledgerFor().task).toBeUndefined();
});

test('all tasks in a store can be listed, whatever else is in it', () => {
  ledgerFor('a', '0').rememberTask(task);
  ledgerFor('b', '1').rememberTranscript(transcript);
  ledgerFor('c', '2').rememberTask({ ...task, taskId: 'task_2' });
  store.other = 'not an entry';
  expect(tasksIn(store)).toEqual([
    { key: '0', taskId: 'task_1' },
    { key: '2', taskId: 'task_2' },
  ]);
});

test('unanswered requests and received transcripts can be listed, whatever else is in the store', async () => {
  ledgerFor('a', '0').rememberTask(task);
  ledgerFor('b', '1').rememberTranscript(transcript);
  ledgerFor('c', '2').rememberTranscript(transcript);
  await expect(ledgerFor('d', '3').charge(() => Promise.reject(new Error('lost')))).rejects.toThrow();
  store.other = 'not an entry';
  expect(unclearIn(store)).toEqual(['3']);
  expect(transcriptsIn(store)).toEqual(['1', '2']);
  expect([unclearIn({}), transcriptsIn({})]).toEqual([[], []]);
});

describe('a recording in parts', () => {
  const ranges = [
    { startSeconds: 0, endSeconds: 60 },
    { startSeconds: 50.0004, endSeconds: 100 },
  ];
  const elsewhere = [
    { startSeconds: 0, endSeconds: 40 },
    { startSeconds: 30, endSeconds: 100 },
  ];
  const part = (index: number, recording?: string) =>
    ledgerFor(recording).ofPart(index, ranges[index] ?? { startSeconds: 0 });

  beforeEach(() => ledgerFor().rememberParts(ranges, 'Apikley'));

  test('has a ledger for each, which the next run knows', () => {
    part(0).rememberTask(task);
    nextRun();
    expect(ledgerFor().parts).toEqual([ranges[0], { startSeconds: 50, endSeconds: 100 }]);
    expect([part(0).task, part(1).task, ledgerFor().task]).toEqual([task, undefined, undefined]);
    expect(() => ledgerFor().assertClear('Apikley')).not.toThrow();
    expect(() => part(1).assertClear('Apikley')).not.toThrow();
    expect(() => ledgerFor().rememberParts(ranges, 'Apikley')).not.toThrow();
  });

  test('with other options is another purchase', () => {
    part(0).rememberTask(task);
    expect(ledgerFor('other options').parts).toBeUndefined();
    expect(part(0, 'other options').task).toBeUndefined();
  });

  test.each([
    ['cut elsewhere', elsewhere],
    ['sent whole', undefined],
  ])('of which one was paid for is not %s', async (_, parts) => {
    part(1).rememberTask(task);
    const error = await refusalOf(() => ledgerFor().assertSameParts(parts, 'Apikley'));
    expect(error).toMatchObject({ code: 'submitUnclear' });
    expect(partsOfTaskId(error.taskId ?? '')).toEqual([
      { taskId: 'task_1', startSeconds: 50, endSeconds: 100 },
    ]);
  });

  test('of which one may have been paid for is not cut elsewhere', async () => {
    await expect(part(1).charge(() => Promise.reject(new Error('lost')))).rejects.toThrow();
    expect(await refusalOf(() => ledgerFor().rememberParts(elsewhere, 'ElkAPI'))).toMatchObject({
      code: 'submitUnclear',
      taskId: undefined,
    });
  });

  test('of which nothing was paid for may be cut anew, or sent whole', () => {
    part(0).rememberTask(task);
    part(0).forget();
    expect(() => ledgerFor().assertSameParts(undefined, 'Apikley')).not.toThrow();
    ledgerFor().rememberParts(elsewhere, 'Apikley');
    expect(ledgerFor().parts).toEqual(elsewhere);
  });

  test('is listed by its item: its tasks under one ID', () => {
    part(1).rememberTask({ ...task, taskId: 'task_2' });
    part(0).rememberTask(task);
    const [listed] = tasksIn(store);
    expect(listed?.key).toBe('0');
    expect(partsOfTaskId(listed?.taskId ?? '').map(({ taskId }) => taskId)).toEqual(['task_1', 'task_2']);
    expect(itemOfKey('0/2')).toBe('0');
  });

  test('has the length of the recording in its ID, also when its last part was not submitted', async () => {
    const three = [...elsewhere, { startSeconds: 90, endSeconds: 150 }];
    const ledger = ledgerFor('long recording', '1');
    ledger.rememberParts(three, 'Apikley');
    ledger.ofPart(0, { startSeconds: 0, endSeconds: 40 }).rememberTask(task);
    expect(tasksIn(store).map(({ taskId }) => recordingSecondsOfTaskId(taskId))).toEqual([150]);
    const { taskId = '' } = await refusalOf(() => ledger.assertSameParts(undefined, 'Apikley'));
    expect(recordingSecondsOfTaskId(taskId)).toBe(150);
  });

  test('is another purchase for each stretch of it, also under the same number', () => {
    part(0).rememberTask(task);
    expect(ledgerFor().ofPart(0, { startSeconds: 0, endSeconds: 40 }).task).toBeUndefined();
  });

  test.each([
    ['is gone', undefined],
    ['cannot be read', { progress: 'of another version' }],
  ])('is listed by the plain IDs of its tasks if the list of its parts %s', (_, entry) => {
    part(0).rememberTask(task);
    if (entry === undefined) ledgerFor().forget();
    else store['0'] = entry;
    expect(tasksIn(store)).toEqual([{ key: '0', taskId: 'task_1' }]);
  });

  test('of which a part may have been paid for by another version is not cut elsewhere', async () => {
    store['0/1'] = { progress: 'of another version' };
    expect(await refusalOf(() => ledgerFor().assertSameParts(elsewhere, 'Apikley'))).toMatchObject({
      code: 'submitUnclear',
      taskId: undefined,
    });
  });

  test('that was sent whole since has two IDs', () => {
    part(0).rememberTask(task);
    ledgerFor('another').rememberTask({ ...task, taskId: 'task_2' });
    expect(tasksIn(store).map(({ taskId }) => taskId)).toEqual(expect.arrayContaining(['task_1', 'task_2']));
  });
});
