import type { IExecuteFunctions } from 'n8n-workflow';
import type { LedgerStore } from '../../transcription/tasks/submitLedger';
import { contextKeys } from '../shared/nodeContext';

/**
 * A plain object that n8n keeps with the execution: it is there again when Retry On Fail runs the node anew.
 * A node in a loop has one for each round, since its items are other ones.
 */
export function nodeMemory(execution: IExecuteFunctions): LedgerStore {
  const context: Record<string, unknown> = execution.getContext('node');
  const name = contextKeys.submitted(execution);
  const known = context[name];
  if (isStore(known)) return known;
  const store: LedgerStore = {};
  context[name] = store;
  return store;
}

/** Drops what was remembered, so that finished executions are not stored with it. */
export function forgetMemory(execution: IExecuteFunctions): void {
  delete execution.getContext('node')[contextKeys.submitted(execution)];
}

function isStore(value: unknown): value is LedgerStore {
  return typeof value === 'object' && value !== null;
}
