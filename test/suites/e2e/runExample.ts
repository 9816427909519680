import type { Item } from '../../../playground/execution';
import type { Workflow } from '../../../playground/rest';
import type { Harness } from './harness';
import { exampleWorkflows, importExample, type FilledIn } from './importExample';

/** A recording that ElkAPI can't read. */
export const refusal = {
  kind: 'openaiError',
  status: 400,
  message: 'The audio file could not be decoded.',
  type: 'invalid_request_error',
} as const;

/** To be replaced in the parameters of a task provider, so that its tasks are asked for often. */
export const fastPolls = {
  '"options":{},"mode":"wait"': '"options":{"pollIntervalSeconds":0.3},"mode":"wait"',
};

/** Imports the example of this name. */
export async function exampleNamed(n8n: Harness, name: string, filledIn: FilledIn): Promise<Workflow> {
  const example = (await exampleWorkflows()).find((candidate) => candidate.name === name);
  if (!example) throw new Error(`There is no example "${name}".`);
  return importExample(n8n, example, filledIn);
}

/**
 * Starts a workflow as its button does, and expects it to succeed.
 *
 * @returns the items of a node's first output, by the node's name
 */
export async function pressStart({ rest }: Harness, workflowId: string): Promise<(node: string) => Item[]> {
  const { status, data } = await rest.waitForEnd(await rest.runWorkflow(workflowId, 'Start'));
  expect(status).toBe('success');
  return (node) => data.resultData.runData[node]?.at(-1)?.data?.main?.[0] ?? [];
}

/** Waits for the end of a run that something else starts: the run that was not there before. */
export async function endOfRunStartedBy<T>(
  { rest }: Pick<Harness, 'rest'>,
  workflowId: string,
  start: () => Promise<T>,
): Promise<T> {
  const ids = async () => (await rest.executions({ workflowId })).map(({ id }) => id);
  const before = await ids();
  const started = await start();
  let id: string | undefined;
  while (id === undefined) id = (await ids()).find((candidate) => !before.includes(candidate));
  await rest.waitForStatus(id, ['waiting', 'success'], 60_000);
  return started;
}

/** Content of an item's file, which n8n keeps in the item or on its disk. */
export async function contentOf(
  { rest }: Pick<Harness, 'rest'>,
  item: Item | undefined,
  field: string,
): Promise<string> {
  const file = item?.binary?.[field];
  if (!file) throw new Error(`The item has no file in "${field}".`);
  const bytes = file.id === undefined ? Buffer.from(file.data, 'base64') : await rest.binaryData(file.id);
  return new TextDecoder().decode(bytes);
}
