import type { IExecuteFunctions } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';

/** Operations that call a provider. */
const providerOperations = ['getBalance', 'getTranscript', 'transcribe', 'translate'] as const;
export type ProviderOperation = (typeof providerOperations)[number];

/** The values of the parameter Operation. */
export const operationNames = ['formatTranscript', ...providerOperations] as const;
export type OperationName = (typeof operationNames)[number];

/** Whether the operation needs neither a provider nor a credential. */
export function isLocal(execution: IExecuteFunctions): boolean {
  return execution.getNodeParameter('operation', 0) === 'formatTranscript';
}

/** @throws TranscriptionError (`invalidInput`) */
export function readOperation(execution: IExecuteFunctions): OperationName {
  const value = execution.getNodeParameter('operation', 0);
  const name = operationNames.find((known) => known === value);
  if (name !== undefined) return name;
  throw new TranscriptionError(`"${String(value)}" is not an operation.`, {
    code: 'invalidInput',
    description: 'Choose one from the list of the parameter Operation.',
  });
}
