import type { INodeProperties } from 'n8n-workflow';
import { languages } from '../../../transcription/language';
import { detectLanguage } from '../parameters';

export const language: INodeProperties = {
  displayName: 'Language',
  name: 'language',
  type: 'options',
  displayOptions: { show: { operation: ['transcribe'] } },
  options: [
    { name: 'Detect Automatically', value: detectLanguage },
    ...languages.map(({ code, name }) => ({ name, value: code })),
  ],
  default: detectLanguage,
  description: 'The language spoken in the recording. Setting it improves accuracy.',
};
