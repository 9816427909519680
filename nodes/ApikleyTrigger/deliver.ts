import { type IDataObject, type IWebhookFunctions, jsonParse } from 'n8n-workflow';
import type { EndedTask } from '../../transcription/tasks/finality';
import { failureOutput } from '../shared/items';
import { type OutputItem, transcriptItem } from '../shared/output/transcriptItem';
import type { AcceptedCallback } from './checkCallback';
import type { TriggerParameters } from './parameters';

/** @returns the item that starts the workflow; undefined if Trigger On doesn't include this event */
export async function itemOf(
  { helpers }: IWebhookFunctions,
  task: EndedTask,
  { claims }: Pick<AcceptedCallback, 'claims'>,
  { events, output, outputProblem }: TriggerParameters,
): Promise<OutputItem | undefined> {
  if (!events.includes(task.state)) return undefined;
  const metadata = claims.metadata && {
    metadata: jsonParse<IDataObject>(JSON.stringify(claims.metadata)),
  };
  if (task.state === 'failed') {
    return { json: { ...failureOutput(task.error, claims.fileName), provider: 'apikley', ...metadata } };
  }
  const named = { ...output, fileName: output.fileName || (claims.fileName ?? '') };
  const { json, binary } = await transcriptItem(helpers, task.transcript, named, undefined);
  const told = outputProblem && `The Output Options were not used. ${outputProblem}`;
  const warning = [told, json.warning].filter(Boolean).join(' ');
  return { json: { ...json, ...metadata, ...(warning && { warning }) }, ...(binary && { binary }) };
}
