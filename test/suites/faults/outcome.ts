import { inspect } from 'node:util';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { CallResult, EngineRun } from '../../engine/engine';
import { underTest } from '../../engine/workflow';
import type { End } from './tally';

/** What a user finally has for one item. */
export interface Outcome {
  end: End;
  text?: string | undefined;
  warning?: string | undefined;
  /** The message and the description of a failure. */
  said: string;
  /** Everything the node produced: items, errors, answers to callers. */
  shown: string;
  /** The same, plus the data that n8n stores with the execution. */
  kept: string;
  /** What the task ID of a failure fetches afterwards. */
  left?: Pick<Outcome, 'text' | 'warning'>;
}

export function outcomeOfRun(run: EngineRun): Outcome {
  const shown = [
    run.outputs,
    run.error && withoutNode(run.error),
    stored(run.data.resultData.runData[underTest]),
  ]
    .map((part) => inspect(part, { depth: 12 }))
    .join('\n');
  const all = { shown, kept: `${shown}\n${JSON.stringify(run.data)}` };
  if (run.error) {
    const { message, description } = run.error;
    return { end: 'failed', said: `${message} ${description ?? ''}`, ...all };
  }
  return { ...outcomeOfItems(run.outputs), ...all };
}

/** n8n adds the node itself, including what the user filled in, to each error. */
function withoutNode(error: object): object {
  return Object.fromEntries(Object.entries(error).filter(([name]) => name !== 'node'));
}

const stored = (data: unknown): string =>
  JSON.stringify(data, (name, value: unknown) => (name === 'node' ? undefined : value));

/** @param before the run that the call resumed, or that submitted the task */
export function outcomeOfCalls(calls: CallResult[], before: EngineRun): Outcome {
  const submitted = outcomeOfRun(before);
  const shown = `${submitted.shown}\n${inspect(calls, { depth: 12 })}`;
  const outputs = calls.find((call) => call.outputs !== undefined)?.outputs;
  const found = outputs
    ? outcomeOfItems(outputs)
    : { ...outcomeOfItems(before.outputs), end: 'pending' as const };
  return { ...found, shown, kept: `${shown}\n${submitted.kept}` };
}

function outcomeOfItems(outputs: INodeExecutionData[][]): Pick<Outcome, 'end' | 'text' | 'warning' | 'said'> {
  const items = outputs.flat();
  const [json] = items.map((item): IDataObject => item.json);
  if (json === undefined || items.length !== 1) throw new Error(`one item went in, ${items.length} came out`);
  const { status, text, warning, error, advice } = json;
  if (status === 'failed')
    return { end: 'failed', said: [error, advice].filter((part) => typeof part === 'string').join(' ') };
  if (status === 'processing') return { end: 'pending', said: '' };
  const delivered = status === 'completed' || 'unit' in json;
  if (!delivered) throw new Error(`an item that is nothing: ${JSON.stringify(json)}`);
  return { end: 'delivered', text: textOf(text), warning: textOf(warning), said: '' };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
