/** The values of the Operation parameter. */
export const operationNames = ['getBalance', 'getTranscript', 'transcribe', 'translate'] as const;

export type OperationName = (typeof operationNames)[number];

export function isOperationName(name: string): name is OperationName {
  return operationNames.some((known) => known === name);
}
