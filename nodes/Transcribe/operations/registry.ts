import type { ProviderOperation } from '../operationNames';
import { getBalance } from './getBalance.operation';
import { getTranscript } from './getTranscript.operation';
import type { Operation } from './operation';
import { transcribe } from './transcribe.operation';
import { translate } from './translate.operation';

/** Format Transcript stands apart, as it needs neither a provider nor a credential. */
export const operations = { getBalance, getTranscript, transcribe, translate } satisfies Record<
  ProviderOperation,
  Operation
>;
