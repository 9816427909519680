import type { INodeProperties } from 'n8n-workflow';
import { output } from '../../shared/output/description';
import { language } from './language';
import { mode } from './mode';
import { options } from './options';
import { audioSource, providerAndOperation, taskId } from './source';

/** The form, from top to bottom. */
export const properties: INodeProperties[] = [
  ...providerAndOperation,
  taskId,
  ...audioSource,
  mode,
  language,
  { ...output, displayOptions: { show: { operation: ['getTranscript', 'transcribe', 'translate'] } } },
  ...options,
];
