import type { IExecuteFunctions } from 'n8n-workflow';
import { type ProviderId, isProviderId } from '../../providers/registry';
import { TranscriptionError } from '../../transcription/errors';
import { languageCode } from '../../transcription/language';
import type { PacePolicy } from '../../transcription/calls/pace';
import { parseOptions } from '../../transcription/parseOptions';
import { type OutputOptions, readOutputOptions } from '../shared/output/options';
import type { Preparing } from './audio/fittingParts';
import { type ProviderOperation, readOperation } from './operationNames';
import { optionsSchema } from './options';
import { webAddress } from './webAddress';

/** Parameters of the whole run of the node. */
export interface RunParameters {
  provider: ProviderId;
  operation: ProviderOperation;
  itemsAtATime: number;
  /** Set if the user chose another pace than the provider's. */
  submitPace: Partial<PacePolicy>;
  requestTimeoutMs: number;
  /** How long the execution stays suspended at most. */
  deadlineHours: number;
  /** An Apikley Trigger that is called back instead of the execution itself. */
  callbackUrl: string | undefined;
}

export interface TranscribeParameters {
  mode: Mode;
  audio: { from: 'inputData'; fieldName: string } | { from: 'url'; url: string };
  /** Whether an Audio URL may lead into the own network. */
  allowsPrivateAddresses: boolean;
  language: string | undefined;
  callbackUrl: string | undefined;
  metadata: Record<string, unknown>;
  waitAtMostMs: number;
  /** Set if the user chose another interval than the provider's. */
  pollIntervalMs: number | undefined;
  output: OutputOptions;
  preparing: Preparing;
  /** All options; each provider's schema picks its own. */
  providerOptions: object;
}

const secondMs = 1_000;
const minuteMs = 60_000;

/** An expression may return any fraction, but milliseconds have to be integers. */
const inMs = (amount: number, unitMs: number): number => Math.round(amount * unitMs);

function readOptions(execution: IExecuteFunctions, itemIndex: number) {
  const { callbackUrl, ...options } = parseOptions(
    optionsSchema,
    execution.getNodeParameter('options', itemIndex, {}),
  );
  return { ...options, callbackUrl: callbackUrl && webAddress(callbackUrl, 'Callback URL') };
}

/** @throws TranscriptionError (`invalidInput`) */
export function readOutput(execution: IExecuteFunctions, itemIndex: number): OutputOptions {
  return readOutputOptions(execution.getNodeParameter('output', itemIndex, {}));
}

/** @throws TranscriptionError (`invalidInput`) */
export function readRunParameters(execution: IExecuteFunctions): RunParameters {
  const options = readOptions(execution, 0);
  return {
    provider: providerId(execution.getNodeParameter('provider', 0)),
    operation: providerOperation(execution),
    itemsAtATime: Math.floor(options.itemsAtATime),
    submitPace: {
      ...(options.tasksPerInterval !== undefined && { starts: Math.floor(options.tasksPerInterval) }),
      ...(options.intervalSeconds !== undefined && { perMs: inMs(options.intervalSeconds, secondMs) }),
    },
    requestTimeoutMs: inMs(options.requestTimeoutSeconds, secondMs),
    deadlineHours: options.deadlineHours,
    callbackUrl: options.callbackUrl || undefined,
  };
}

/** @throws TranscriptionError (`invalidInput`) that names the parameter as the user sees it */
export function readTranscribeParameters(
  execution: IExecuteFunctions,
  itemIndex: number,
): TranscribeParameters {
  const text = (name: string, fallback = '') => textOf(execution.getNodeParameter(name, itemIndex, fallback));
  const options = readOptions(execution, itemIndex);
  return {
    mode: readMode(execution),
    audio:
      text('audioFrom') === 'url'
        ? { from: 'url', url: webAddress(text('audioUrl'), 'Audio URL') }
        : { from: 'inputData', fieldName: text('inputDataFieldName', 'data') },
    allowsPrivateAddresses: options.allowPrivateAddresses && !isTool(execution),
    language: readLanguage(text('language', detectLanguage)),
    callbackUrl: options.callbackUrl || undefined,
    metadata: options.metadata,
    waitAtMostMs: inMs(options.waitAtMostMinutes, minuteMs),
    pollIntervalMs: options.pollIntervalSeconds && inMs(options.pollIntervalSeconds, secondMs),
    output: readOutput(execution, itemIndex),
    preparing: {
      prepares: options.prepareRecordings === 'automatically',
      longestSeconds: options.longestMinutes && options.longestMinutes * 60,
    },
    providerOptions: options,
  };
}

/** The value of Language with which the provider detects it. */
export const detectLanguage = 'auto';

/** Whether a mode suspends the execution, which then needs a doorbell. */
export const suspendsIn = { wait: false, suspend: true, submit: false } as const satisfies Record<
  string,
  boolean
>;
export type Mode = keyof typeof suspendsIn;

function isMode(value: string): value is Mode {
  return Object.hasOwn(suspendsIn, value);
}

/** What Transcribe does after a submit. Providers without tasks have no modes and always wait. */
export function readMode(execution: IExecuteFunctions): Mode {
  const value = textOf(execution.getNodeParameter('mode', 0, 'wait'));
  const mode = isMode(value) ? value : 'wait';
  // A tool runs within the agent's own run.
  return suspendsIn[mode] && isTool(execution) ? 'wait' : mode;
}

/**
 * Whether the node is an AI agent's tool. Its type name then ends in "Tool". What a tool's form does not offer, a
 * workflow made before may hold.
 */
function isTool(execution: IExecuteFunctions): boolean {
  return execution.getNode().type.endsWith('Tool');
}

export interface TaskParameters {
  taskId: string;
  /** Wait until the task has ended. */
  wait: boolean;
  waitAtMostMs: number;
  /** Set if the user chose another interval than the provider's. */
  pollIntervalMs: number | undefined;
  output: OutputOptions;
}

/** @throws TranscriptionError (`invalidInput`) */
export function readTaskParameters(execution: IExecuteFunctions, itemIndex: number): TaskParameters {
  const taskId = textOf(execution.getNodeParameter('taskId', itemIndex));
  if (!taskId) {
    throw invalid(
      'The parameter Task ID is empty.',
      'Fill in the ID that Submit Only returned, or that an error message names.',
    );
  }
  const options = readOptions(execution, itemIndex);
  return {
    taskId,
    wait: options.waitUntilFinished,
    waitAtMostMs: inMs(options.waitAtMostMinutes, minuteMs),
    pollIntervalMs: options.pollIntervalSeconds && inMs(options.pollIntervalSeconds, secondMs),
    output: readOutput(execution, itemIndex),
  };
}

/** An expression may return a number for a text parameter; any other value counts as empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function providerId(value: unknown): ProviderId {
  const id = String(value);
  if (isProviderId(id)) return id;
  throw invalid(`"${id}" is not a provider.`, 'Choose one from the list of the parameter Provider.');
}

function providerOperation(execution: IExecuteFunctions): ProviderOperation {
  const operation = readOperation(execution);
  if (operation === 'formatTranscript') throw new TypeError('Format Transcript needs no provider');
  return operation;
}

function readLanguage(value: string): string | undefined {
  if (value === '' || value === detectLanguage) return undefined;
  const code = languageCode(value);
  if (code !== undefined) return code;
  throw invalid(
    `"${value}" is not a language.`,
    'Set Language to a code such as "en" or "de", or to Detect Automatically.',
  );
}

function invalid(message: string, description: string): TranscriptionError {
  return new TranscriptionError(message, { code: 'invalidInput', description });
}
