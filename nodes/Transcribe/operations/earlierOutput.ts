import type { INodeExecutionData } from 'n8n-workflow';
import { defaultOutputOptions, type OutputOptions } from '../../shared/output/options';
import type { OutputItem } from '../../shared/output/transcriptItem';

/** What an item in the input tells of an earlier Transcribe node. */
export interface EarlierOutput {
  item: OutputItem;
  /** It failed before there was a task, so there is nothing to fetch. */
  isFinalFailure: boolean;
  /** It says that this task failed. It may have been read too early, or not at all. */
  isFailureOf(taskId: string): boolean;
  /** It is the transcript of this task, with all that the options ask for. */
  holdsAll(taskId: string, output: OutputOptions): boolean;
}

export function earlierOutput({ json, binary }: INodeExecutionData = { json: {} }): EarlierOutput {
  const failed = json.status === 'failed' && typeof json.error === 'string';
  return {
    item: { json, ...(binary && { binary }) },
    isFinalFailure: failed && json.taskId === undefined,
    isFailureOf: (taskId) => failed && json.taskId === taskId,
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

/** Options whose effect can be seen in an item. Of all others it can't be told with which values it was made. */
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
