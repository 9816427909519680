import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { TranscriptionRequest } from '../../../transcription/provider';
import { digest, type Purchase } from '../../../transcription/tasks/purchase';
import { lastingId } from '../audio/inputAudio';
import type { Run } from '../run';

/** The parameters, beside the provider's options, whose values say what is bought. */
const decisive = ['provider', 'operation', 'audioFrom', 'audioUrl', 'inputDataFieldName', 'language'];

const recordSchema = z.record(z.unknown()).catch({});

/**
 * What one item buys, for the ledger.
 *
 * @param identity tells recordings apart: a URL, or the ID of a file
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
  // An AI agent fills in its tool's parameters anew at each call: other values are another recording then.
  if (/\$fromAI\b/i.test(JSON.stringify(written))) return { bought, near: bought };
  const lasting = request.audio.kind === 'url' ? identity.replace(/[?#].*$/s, '') : identity;
  return {
    bought,
    near: digest(provider, operation, lasting, counts),
    written: digest(written, inputItem(run.execution, itemIndex)),
  };
}

/** The parameters that say what is bought, with their expressions. */
function asWritten(execution: IExecuteFunctions, { providerOptions }: TranscriptionRequest): unknown[] {
  const { parameters } = execution.getNode();
  const options = recordSchema.parse(parameters.options);
  const chosen = Object.keys(recordSchema.parse(providerOptions)).sort();
  return [decisive.map((name) => parameters[name]), chosen.map((name) => options[name])];
}

/** Each try of an execution is given the same items; where they differ after all, so may what is bought. */
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
