import type { INodeExecutionData } from 'n8n-workflow';
import { defaultOutputOptions, type OutputOptions } from '../../shared/output/options';
import type { OutputItem } from '../../shared/output/transcriptItem';

/** An input item, as the output of an earlier Transcribe node. */
export interface EarlierOutput {
  item: OutputItem;
  /** The item failed before there was a task, so there is nothing to fetch. */
  isFinalFailure: boolean;
  /** The item says that this task failed. The task may have been read too early, or not at all. */
  isFailureOf(taskId: string): boolean;
  /** How long the recording of this task is, if the item says so. */
  durationSecondsOf(taskId: string): number | undefined;
  /** The file name of this task's recording, if the item says so. */
  recordingOf(taskId: string): string | undefined;
  /** The item is this task's transcript, with everything the options ask for. */
  holdsAll(taskId: string, output: OutputOptions): boolean;
}

export function earlierOutput({ json, binary }: INodeExecutionData = { json: {} }): EarlierOutput {
  const failed = json.status === 'failed' && typeof json.error === 'string';
  return {
    item: { json, ...(binary && { binary }) },
    isFinalFailure: failed && json.taskId === undefined,
    isFailureOf: (taskId) => failed && json.taskId === taskId,
    durationSecondsOf: (taskId) =>
      json.taskId === taskId && typeof json.durationSeconds === 'number' ? json.durationSeconds : undefined,
    recordingOf: (taskId) =>
      json.taskId === taskId && typeof json.fileName === 'string' ? json.fileName : undefined,
    holdsAll: (taskId, output) =>
      json.status === 'completed' &&
      json.taskId === taskId &&
      asksForNothingElse(output) &&
      output.files.every((format) => binary?.[format] !== undefined) &&
      output.inlineSubtitles.every((format) => isIn(json.subtitles, format)) &&
      (!output.compactText || json.compactText !== undefined) &&
      (!output.includeWords || json.words !== undefined) &&
      (!output.includeRaw || json.raw !== undefined),
  };
}

/** Options whose effect is visible in an item. An item doesn't show the values of all other options. */
const visible: ReadonlySet<string> = new Set<keyof OutputOptions>([
  'compactText',
  'files',
  'includeRaw',
  'includeWords',
  'inlineSubtitles',
]);

function asksForNothingElse(output: OutputOptions): boolean {
  const defaults = new Map<string, unknown>(Object.entries(defaultOutputOptions));
  return Object.entries(output).every(([name, value]) => visible.has(name) || value === defaults.get(name));
}

function isIn(subtitles: unknown, format: string): boolean {
  return typeof subtitles === 'object' && subtitles !== null && Object.hasOwn(subtitles, format);
}
