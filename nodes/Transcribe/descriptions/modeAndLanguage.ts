import type { INodeProperties } from 'n8n-workflow';
import { languages } from '../../../transcription/language';

export const mode: INodeProperties = {
  displayName: 'Mode',
  name: 'mode',
  type: 'options',
  noDataExpression: true,
  displayOptions: { show: { provider: ['apikley'], operation: ['transcribe'] } },
  options: [
    {
      name: 'Wait for Transcript',
      value: 'wait',
      description: 'The workflow goes on when the transcript is there',
    },
    {
      name: 'Suspend Until Callback',
      value: 'suspend',
      description: 'The workflow sleeps in the database until the transcripts are there; for long recordings',
    },
    {
      name: 'Submit Only',
      value: 'submit',
      description: 'The workflow goes on at once with a task ID; fetch the transcript later',
    },
  ],
  default: 'wait',
};

export const detectLanguage = 'auto';

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
  description: 'The language spoken in the recording. Naming it makes the transcript more reliable.',
};
