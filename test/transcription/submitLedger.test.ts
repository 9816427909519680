import { z } from 'zod';
import { TranscriptionError } from '../../transcription/errors';
import { type LedgerStore, SubmitLedger, tasksIn } from '../../transcription/submitLedger';
import type { Transcript } from '../../transcription/transcript';
import { failureOf, refusalOf } from '../support/failure';

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

const ledgerFor = (fingerprint = 'this recording', key = '0') => new SubmitLedger(store, key, fingerprint);

/** n8n keeps the store as JSON between two runs of a node. */
function nextRun(): void {
  store = z.record(z.unknown()).parse(JSON.parse(JSON.stringify(store)));
}

describe('a second run', () => {
  test('knows the task that the first one submitted', () => {
    ledgerFor().rememberTask(task);
    nextRun();
    expect(ledgerFor().task).toEqual(task);
    expect(() => ledgerFor().assertClear('Apikley')).not.toThrow();
  });

  test('knows the transcript that the first one received', () => {
    ledgerFor().rememberTranscript(transcript);
    nextRun();
    expect(ledgerFor().transcript).toEqual(transcript);
    expect(ledgerFor().task).toBeUndefined();
  });

  test('takes nothing from an entry about another recording or other settings', () => {
    ledgerFor('another recording').rememberTask(task);
    nextRun();
    expect(ledgerFor().task).toBeUndefined();
    expect(ledgerFor().transcript).toBeUndefined();
    expect(() => ledgerFor().assertClear('Apikley')).not.toThrow();
  });

  test('takes nothing from an entry that it can not read', () => {
    store['0'] = { fingerprint: 'this recording', progress: { state: 'submitted', task: 'task_1' } };
    expect(ledgerFor().task).toBeUndefined();
    expect(() => ledgerFor().assertClear('Apikley')).not.toThrow();
  });
});

describe('a request that costs money', () => {
  test('is noted before it goes out, so that a crash on the way does not go unnoticed', async () => {
    await ledgerFor().charge(async () => {
      nextRun();
    });
    const error = await refusalOf(() => ledgerFor().assertClear('Apikley'));
    expect(error).toMatchObject({ code: 'submitUnclear', mayHaveCharged: true, retryable: false });
    expect(error.message).toContain('Apikley');
    expect(error.description).toContain('run the workflow again');
  });

  test('hands on what it answered', async () => {
    await expect(ledgerFor().charge(async () => 'task_1')).resolves.toBe('task_1');
  });

  test('leaves the note behind when it may have been charged, and throws what it failed with', async () => {
    const lost = new TranscriptionError('Lost.', { code: 'submitUnclear', mayHaveCharged: true });
    await expect(ledgerFor().charge(() => Promise.reject(lost))).rejects.toBe(lost);
    nextRun();
    expect((await refusalOf(() => ledgerFor().assertClear('Apikley'))).code).toBe('submitUnclear');
  });

  test('leaves the note behind after an error that says nothing about it', async () => {
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

  test('a task remembered afterwards takes the place of the note', async () => {
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

test('all tasks in a store can be named, whatever else is in it', () => {
  ledgerFor('a', '0').rememberTask(task);
  ledgerFor('b', '1').rememberTranscript(transcript);
  ledgerFor('c', '2').rememberTask({ ...task, taskId: 'task_2' });
  store.other = 'not an entry';
  expect(tasksIn(store)).toEqual([
    { key: '0', taskId: 'task_1' },
    { key: '2', taskId: 'task_2' },
  ]);
});
