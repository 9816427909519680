import type { IExecuteFunctions } from 'n8n-workflow';
import type { LedgerStore } from '../../transcription/tasks/submitLedger';
import { contextKeys } from '../shared/nodeContext';

/**
 * A plain object that n8n keeps with the execution, so that it is still there when Retry On Fail runs the node again. A
 * node in a loop has one per iteration, because the items differ.
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

/** Drops the object, so that it isn't stored with finished executions. */
export function forgetMemory(execution: IExecuteFunctions): void {
  delete execution.getContext('node')[contextKeys.submitted(execution)];
}

function isStore(value: unknown): value is LedgerStore {
  return typeof value === 'object' && value !== null;
}
