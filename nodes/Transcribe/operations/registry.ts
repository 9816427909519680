import type { OperationName } from '../parameters';
import { getBalance } from './getBalance.operation';
import { getTranscript } from './getTranscript.operation';
import type { Operation } from './operation';
import { transcribe } from './transcribe.operation';
import { translate } from './translate.operation';

export const operations = { getBalance, getTranscript, transcribe, translate } satisfies Record<
  OperationName,
  Operation
>;
