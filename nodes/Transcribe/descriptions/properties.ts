import type { INodeProperties } from 'n8n-workflow';
import { output } from '../../shared/output/description';
import type { OutputOptions } from '../../shared/output/options';
import { language } from './language';
import { mode } from './mode';
import { operation, provider } from './operation';
import { options } from './options';
import { audioSource, storedTranscript, taskId } from './source';

/** With Submit Only, the one that goes on with the task. Whatever fetches the transcript has the others. */
const handedOn = 'fileName' satisfies keyof OutputOptions;

/** The form, from top to bottom. */
export const properties: INodeProperties[] = [
  operation,
  ...provider,
  taskId,
  storedTranscript,
  ...audioSource,
  ...mode,
  language,
  { ...output, displayOptions: { show: { operation: ['formatTranscript', 'getTranscript', 'translate'] } } },
  { ...output, displayOptions: { show: { operation: ['transcribe'] }, hide: { mode: ['submit'] } } },
  {
    ...output,
    displayOptions: { show: { operation: ['transcribe'], mode: ['submit'] } },
    options: output.options?.filter(({ name }) => name === handedOn),
  },
  ...options,
];
