import type { INodeProperties } from 'n8n-workflow';
import { apikleyUploadMegabytes, apikleyUrlMegabytes } from '../../../providers/apikley/options';
import { elkapiUploadMegabytes } from '../../../providers/elkapi/options';

const sendsAudio = { operation: ['transcribe', 'translate'] };

/** Whether the node is a tool of an AI agent, which has texts to pass on and no files. */
export const asTool = { '@tool': [true] };

const audioFrom: INodeProperties = {
  displayName: 'Audio From',
  name: 'audioFrom',
  type: 'options',
  options: [
    {
      name: 'Input Data Field',
      value: 'inputData',
      description: 'A file that the node before this one supplies',
    },
    {
      name: 'URL',
      value: 'url',
      description: 'The web address of the file, or a share link',
    },
  ],
  default: 'inputData',
  hint: `Audio or video of any length. Apikley takes ${apikleyUploadMegabytes} MB at once (${apikleyUrlMegabytes} MB from a URL) and ElkAPI ${elkapiUploadMegabytes} MB. Larger recordings are sent in parts and come back as one transcript.`,
  builderHint: {
    propertyHint:
      'Use inputData when the node before it has the file as binary data, such as from the operation Get File of Telegram, a Form Trigger or an e-mail attachment. Use url only for an address that leads straight to the audio file without a login. No HTTP Request node is needed before this one to download it.',
  },
};

export const audioSource: INodeProperties[] = [
  { ...audioFrom, displayOptions: { show: sendsAudio, hide: asTool } },
  { ...audioFrom, displayOptions: { show: { ...sendsAudio, ...asTool } }, default: 'url' },
  {
    displayName: 'Input Data Field Name',
    name: 'inputDataFieldName',
    type: 'string',
    displayOptions: { show: { ...sendsAudio, audioFrom: ['inputData'] } },
    default: 'data',
    hint: 'The name of the field with the file, as the input panel shows it under Binary. If the item has only one file, that one is used.',
  },
  {
    displayName:
      'Press the sparkle beside Audio URL, and the model fills in the address that it was given, by the user or by another tool. It has to lead straight to the file. To transcribe a file itself, such as a voice message, put Transcribe before the agent instead.',
    name: 'toolNotice',
    type: 'notice',
    displayOptions: { show: { ...sendsAudio, ...asTool } },
    default: '',
  },
  {
    displayName: 'Audio URL',
    name: 'audioUrl',
    type: 'string',
    displayOptions: { show: { ...sendsAudio, audioFrom: ['url'] } },
    default: '',
    required: true,
    placeholder: 'e.g. https://example.com/interview.mp3',
    description:
      'The address of the audio file, or a share link from Google Drive, Dropbox, Yandex Disk or SharePoint. It has to open without a login.',
  },
];

export const taskId: INodeProperties = {
  displayName: 'Task ID',
  name: 'taskId',
  type: 'string',
  displayOptions: { show: { operation: ['getTranscript'] } },
  default: '',
  required: true,
  placeholder: 'e.g. 281e5b0f39b9',
  description: 'The ID that Submit Only returned, or that an error message names',
};

export const storedTranscript: INodeProperties = {
  displayName: 'Transcript',
  name: 'transcript',
  type: 'json',
  displayOptions: { show: { operation: ['formatTranscript'] } },
  default: '={{ $json }}',
  description:
    'The output of Transcribe, Get Transcript or an Apikley Trigger, as an object or as JSON text, for example from a table. If empty, the input item is used.',
};
