import { array, assert, nat, option, property, record, string } from 'fast-check';
import { TranscriptionError } from '../../../transcription/errors';
import {
  partsOfTaskId,
  recordingSecondsOfTaskId,
  taskIdOfParts,
  type TaskPart,
} from '../../../transcription/parts/partsTaskId';

const idOf = (index: number): string => index.toString(16).padStart(32, 'c0ffee');

/** Half an hour each, with 30 s in common. */
const manyParts = (count: number): TaskPart[] =>
  Array.from({ length: count }, (_, index) => ({
    taskId: idOf(index),
    startSeconds: index * 1800,
    endSeconds: index * 1800 + 1830.5,
  }));

const seconds = nat(360_000_000).map((ms) => ms / 1000);

const somePart = record({
  taskId: string({ unit: 'binary', minLength: 1 }),
  startSeconds: seconds,
  endSeconds: option(seconds, { nil: undefined }),
}).map(({ taskId, startSeconds, endSeconds }): TaskPart => ({
  taskId,
  startSeconds,
  ...(endSeconds === undefined ? {} : { endSeconds }),
}));
const someParts = array(somePart, { minLength: 2, maxLength: 8 });

function failureOf(taskId: string): TranscriptionError | undefined {
  try {
    partsOfTaskId(taskId);
    return undefined;
  } catch (error) {
    return error instanceof TranscriptionError ? error : undefined;
  }
}

function expectCutOff(taskId: string): void {
  const failure = failureOf(taskId);
  expect([taskId, failure?.code]).toEqual([taskId, 'invalidInput']);
  expect(failure?.message).toMatch(/Task ID looks cut off/);
  expect(failure?.description).toMatch(/Copy the whole ID/);
}

test('the ID of several parts gives back their IDs and times, whatever the IDs are', () => {
  assert(
    property(someParts, option(seconds, { nil: undefined }), (parts, recordingSeconds) => {
      const taskId = taskIdOfParts(parts, recordingSeconds);
      expect(partsOfTaskId(taskId)).toEqual(parts);
      expect(recordingSecondsOfTaskId(taskId)).toBe(recordingSeconds);
    }),
  );
});

test('it is made of characters that URLs, spreadsheets and file names leave alone', () => {
  assert(property(someParts, (parts) => expect(taskIdOfParts(parts)).toMatch(/^[\w.~-]+$/)));
  const taskId = taskIdOfParts(manyParts(3));
  expect(encodeURIComponent(taskId)).toBe(taskId);
});

test('spaces and line ends around it and in it do not matter', () => {
  const taskId = taskIdOfParts(manyParts(3));
  const wrapped = ` ${taskId.slice(0, 70)}\r\n  ${taskId.slice(70)}\n`;
  expect(partsOfTaskId(wrapped)).toEqual(manyParts(3));
});

test('twenty parts take little more than a thousand characters', () => {
  expect(taskIdOfParts(manyParts(20), 36_000).length).toBeLessThan(1_100);
});

test('a cut is noticed wherever it falls', () => {
  const taskId = taskIdOfParts(manyParts(3), 5400);
  for (let length = 'parts'.length; length < taskId.length; length++) {
    expectCutOff(taskId.slice(0, length));
  }
});

test('a change is noticed', () => {
  const taskId = taskIdOfParts(manyParts(3), 5400);
  const part = `${idOf(1)}.1800000.3630500.`;
  expect(taskId).toContain(part);
  for (const changed of [
    taskId.replace(part, ''),
    taskId.toUpperCase().replace('PARTS', 'parts'),
    `${taskId}0`,
  ]) {
    expectCutOff(changed);
  }
});

test('an ID of a later version says that the node is too old', () => {
  const failure = failureOf('parts2.whatever');
  expect(failure?.code).toBe('invalidInput');
  expect(failure?.description).toMatch(/Update the node/);
});

test('an ordinary ID is one part from the start, and stays as it is', () => {
  const ordinary = string({ minLength: 1 })
    .map((id) => id.trim())
    .filter((id) => id !== '' && !id.startsWith('parts'));
  assert(
    property(ordinary, (taskId) => {
      const parts = partsOfTaskId(taskId);
      expect(parts).toEqual([{ taskId, startSeconds: 0 }]);
      expect(taskIdOfParts(parts)).toBe(taskId);
      expect(recordingSecondsOfTaskId(taskId)).toBeUndefined();
    }),
  );
  for (const taskId of ['party.1', 'parts_1', 'partsOfSpeech', 'parts-1.2']) {
    expect(partsOfTaskId(taskId)).toEqual([{ taskId, startSeconds: 0 }]);
  }
});

test('an ordinary ID that looks like that of several parts is kept apart from it', () => {
  const part: TaskPart = { taskId: 'parts1.2', startSeconds: 0 };
  expect(partsOfTaskId(taskIdOfParts([part]))).toEqual([part]);
});

test('no part has no ID', () => {
  expect(() => taskIdOfParts([])).toThrow('There is no part to name.');
});
