import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { TranscriptionRequest } from '../../../transcription/provider';
import { digest, type Purchase } from '../../../transcription/tasks/purchase';
import { lastingId } from '../audio/inputAudio';
import type { Run } from '../run';

/** The parameters, in addition to the provider's options, that determine what is bought. */
const decisive = ['provider', 'operation', 'audioFrom', 'audioUrl', 'inputDataFieldName', 'language'];

const recordSchema = z.record(z.unknown()).catch({});

/**
 * What one item buys, for the ledger.
 *
 * @param identity identifies the recording: a URL, or the ID of a file
 * @param request as the provider has checked it
 */
export function purchaseOf(
  run: Run,
  itemIndex: number,
  identity: string,
  request: TranscriptionRequest,
): Purchase {
  const { provider, operation } = run.parameters;
  const counts = run.providerFor().purchaseOf(request);
  const written = asWritten(run.execution, request);
  const bought = digest(provider, operation, identity, counts);
  // An AI agent fills in its tool's parameters on each call, so different values mean another recording.
  if (/\$fromAI\b/i.test(JSON.stringify(written))) return { bought, near: bought };
  const lasting = request.audio.kind === 'url' ? identity.replace(/[?#].*$/s, '') : identity;
  return {
    bought,
    near: digest(provider, operation, lasting, counts),
    written: digest(written, inputItem(run.execution, itemIndex)),
  };
}

/** The parameters that determine what is bought, with their expressions unresolved. */
function asWritten(execution: IExecuteFunctions, { providerOptions }: TranscriptionRequest): unknown[] {
  const { parameters } = execution.getNode();
  const options = recordSchema.parse(parameters.options);
  const chosen = Object.keys(recordSchema.parse(providerOptions)).sort();
  return [decisive.map((name) => parameters[name]), chosen.map((name) => options[name])];
}

/** Every try of an execution gets the same items. If they differ after all, the purchase may differ too. */
function inputItem(execution: IExecuteFunctions, itemIndex: number): unknown {
  const { json = {}, binary = {} } = execution.getInputData()[itemIndex] ?? {};
  const files = Object.entries(binary).map(([field, { id, fileName, fileSize }]) => [
    field,
    id && lastingId(id),
    fileName,
    fileSize,
  ]);
  return [json, files];
}
