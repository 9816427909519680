import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { nodeMemory } from '../../../nodes/Transcribe/nodeMemory';
import { type Outcome, StoppedByOtherItem } from '../../../nodes/Transcribe/outcome';
import { firstFailure, paidForOthers } from '../../../nodes/Transcribe/stoppingError';
import { partsOfTaskId } from '../../../transcription/parts/partsTaskId';
import { SubmitLedger } from '../../../transcription/tasks/submitLedger';

const context = {};
const execution = z.custom<IExecuteFunctions>().parse({
  getContext: () => context,
  getWorkflowDataProxy: () => ({ $runIndex: 0 }),
});
const store = nodeMemory(execution);
beforeEach(() => {
  for (const key of Object.keys(store)) delete store[key];
});

const ledger = (item: number) => new SubmitLedger(store, String(item), { bought: 'b', near: 'n' });
const transcript = { provider: 'any', model: 'any', status: 'completed' as const, text: 'Hello.' };
const ranges = [
  { startSeconds: 0, endSeconds: 60 },
  { startSeconds: 50, endSeconds: 110 },
] as const;

const inParts = (item: number) => {
  const whole = ledger(item);
  whole.rememberParts(ranges, 'Apikley');
  return ranges.map((range, index) => whole.ofPart(index, range));
};
const submitted = (of: SubmitLedger | undefined, taskId: string) =>
  of?.rememberTask({ taskId, submittedAtMs: 7 });
const lost = async (of: SubmitLedger | undefined) =>
  await expect(of?.charge(() => Promise.reject(new Error('The connection broke.')))).rejects.toThrow();

const toRetry = 'retry it in the list of executions, or switch on Retry On Fail';
const toContinue =
  'set On Error in the settings of this node to Continue (using error output), save the workflow, and choose "Retry with currently saved workflow" in the list of executions';

describe('the failure that stops the workflow', () => {
  const done: Outcome = { ok: true, json: {} };
  const failed = (error: unknown): Outcome => ({ ok: false, error });
  const [stopped, one, other] = [new StoppedByOtherItem(), new Error('one'), new Error('other')];

  test('is the first one that no other item has caused', () => {
    expect(firstFailure([done, failed(stopped), failed(one), failed(other)])).toEqual({
      itemIndex: 2,
      error: one,
    });
  });

  test('is the first one of all where each was caused by another', () => {
    expect(firstFailure([done, failed(stopped), failed(stopped)])).toEqual({ itemIndex: 1, error: stopped });
  });

  test('exists', () => {
    expect(() => firstFailure([done])).toThrow(TypeError);
  });
});

describe('the message of a stopped workflow', () => {
  test('says nothing of payments if there was none', () => {
    expect(paidForOthers(execution, 0)).toBeUndefined();
  });

  test('names each task of the other items, and what to do with it', () => {
    for (const item of [0, 1, 2]) submitted(ledger(item), `task_${item}`);
    expect(paidForOthers(execution, 1)).toBe(
      'Tasks of other items were submitted and are not lost; fetch their transcripts with the operation Get Transcript (item 0: task_0, item 2: task_2).',
    );
  });

  test('leaves the task of the failed item to the failure itself', () => {
    submitted(ledger(1), 'task_1');
    expect(paidForOthers(execution, 1)).toBeUndefined();
  });

  test('names the tasks of all parts of a recording under one ID', () => {
    const [first, second] = inParts(3);
    submitted(second, 'task_b');
    submitted(first, 'task_a');
    const id = /\(item 3: (\S+)\)\.$/.exec(paidForOthers(execution, 0) ?? '')?.[1];
    expect(partsOfTaskId(id ?? '').map(({ taskId }) => taskId)).toEqual(['task_a', 'task_b']);
    expect(paidForOthers(execution, 3)).toBeUndefined();
  });

  test('counts the items whose transcripts were received, a recording in parts once', () => {
    ledger(0).rememberTranscript(transcript);
    for (const part of inParts(2)) part.rememberTranscript(transcript);
    expect(paidForOthers(execution, 1)).toBe(
      `Transcripts of other items that were already received: 2. They are kept with this execution: ${toRetry}. A new run would pay for them again.`,
    );
  });

  test('counts the parts of the failed recording whose transcripts were received', () => {
    for (const part of inParts(1)) part.rememberTranscript(transcript);
    expect(paidForOthers(execution, 1)).toBe(
      `Parts of this recording whose transcripts were already received: 2. They are kept with this execution, so a retry pays only for the others: ${toRetry}.`,
    );
  });

  test('names the items that may have been charged for nothing, each once', async () => {
    for (const part of inParts(2)) await lost(part);
    await lost(ledger(1));
    expect(paidForOthers(execution, 0)).toBe(
      'Other items were sent and their answers were lost, so they may have been charged although there is nothing to fetch. Check your account before you run them again (items 1, 2).',
    );
  });

  test.each([1, 2])(
    'says how to go on past a lost answer, also if it is item %d that failed',
    async (failed) => {
      ledger(0).rememberTranscript(transcript);
      await lost(ledger(1));
      expect(paidForOthers(execution, failed)).toContain(
        `Transcripts of other items that were already received: 1. They are kept with this execution: ${toContinue}.`,
      );
    },
  );

  test('says all of this at once', async () => {
    submitted(ledger(0), 'task_0');
    inParts(1)[0]?.rememberTranscript(transcript);
    ledger(2).rememberTranscript(transcript);
    await lost(ledger(3));
    expect(paidForOthers(execution, 1)).toMatch(
      /^Tasks of other items .*\(item 0: task_0\)\. Parts of this recording .*: 1\. .* Transcripts of other items .*: 1\. .* Other items were sent .*\(items 3\)\.$/,
    );
  });
});
