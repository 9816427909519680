import type { IExecuteFunctions } from 'n8n-workflow';
import { textOf } from '../parameters';
import { fileNameFromUrl } from './fileName';
import { chosenFile } from './inputAudio';

/**
 * The file name of the recording that an item is about, to name a failed item by. It never throws, because the item's
 * own error matters more.
 *
 * @returns undefined if the item has none, or it can't be told
 */
export function recordingOfItem(execution: IExecuteFunctions, itemIndex: number): string | undefined {
  const parameter = (name: string) => textOf(execution.getNodeParameter(name, itemIndex, ''));
  try {
    if (parameter('audioFrom') === 'url') return fileNameFromUrl(parameter('audioUrl'));
    const fields = execution.getInputData()[itemIndex]?.binary ?? {};
    return chosenFile(fields, parameter('inputDataFieldName'))[1].fileName;
  } catch {
    return undefined;
  }
}
