import type { INodeProperties } from 'n8n-workflow';
import { language, mode } from './modeAndLanguage';
import { options } from './options';
import { audioSource, providerAndOperation, taskId } from './source';

/** The form, from top to bottom. */
export const properties: INodeProperties[] = [
  ...providerAndOperation,
  taskId,
  ...audioSource,
  mode,
  language,
  ...options,
];
