import type { CallbackAction } from '../../../emulator/faultActions';

export interface CallbackFault {
  name: string;
  action: CallbackAction;
  /** What is wrong with the callback: its signature, its statement about the task, or nothing that matters. */
  flaw: 'signature' | 'task' | 'none';
  /** Never arrives. */
  lost?: true;
}

const junk = ['', ' ', '{', '[]', 'null', '"text"', '{}', '{"data":null}', '{"taskId":7}', '<html></html>'];
const spellings = ['data.taskId', 'data.task_id', 'taskId', 'task_id'] as const;

/** Faults of a callback, caused by a network, an attacker or the provider itself. */
export const callbackFaults: readonly CallbackFault[] = [
  { name: 'lost', action: { kind: 'lost' }, flaw: 'none', lost: true },
  { name: 'three times', action: { kind: 'repeat', times: 3 }, flaw: 'none' },
  { name: 'late', action: { kind: 'late', ms: 200 }, flaw: 'none' },
  {
    name: 'with a transcript of its own',
    action: { kind: 'forgedTranscript', text: 'Forged.' },
    flaw: 'none',
  },
  { name: 'unsigned', action: { kind: 'unsigned' }, flaw: 'signature' },
  { name: 'badly signed', action: { kind: 'badSignature' }, flaw: 'signature' },
  { name: 'signed long ago', action: { kind: 'staleSignature', ageSeconds: 3_600 }, flaw: 'signature' },
  ...spellings.map((spelling): CallbackFault => ({
    name: `with its ID in ${spelling}`,
    action: { kind: 'idSpelling', spelling },
    flaw: 'none',
  })),
  { name: 'without an ID', action: { kind: 'idSpelling', spelling: 'none' }, flaw: 'task' },
  { name: 'of a task of nobody', action: { kind: 'unknownTaskId', taskId: 'task_of_nobody' }, flaw: 'task' },
  ...junk.map((body): CallbackFault => ({
    name: `holding ${JSON.stringify(body)}`,
    action: { kind: 'callbackBody', body, contentType: 'application/json' },
    flaw: 'task',
  })),
];
