import type { INodeProperties } from 'n8n-workflow';

export const providerAndOperation: INodeProperties[] = [
  {
    displayName: 'Provider',
    name: 'provider',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Apikley (ElevenLabs Scribe)',
        value: 'apikley',
        description: 'Long recordings, speakers told apart, results fetched later',
      },
      {
        name: 'ElkAPI (Whisper)',
        value: 'elkapi',
        description: 'The transcript in the answer, at once; long recordings go out in parts',
      },
    ],
    default: 'apikley',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { provider: ['apikley'] } },
    options: [
      {
        name: 'Get Balance',
        value: 'getBalance',
        description: 'See how many credits are left',
        action: 'Get the account balance',
      },
      {
        name: 'Get Transcript',
        value: 'getTranscript',
        description: 'Fetch the transcript of a task submitted before',
        action: 'Get a transcript by task ID',
      },
      {
        name: 'Transcribe',
        value: 'transcribe',
        description: 'Turn audio into text',
        action: 'Transcribe audio',
      },
    ],
    default: 'transcribe',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { provider: ['elkapi'] } },
    options: [
      {
        name: 'Get Balance',
        value: 'getBalance',
        description: 'See how much of the quota is used',
        action: 'Get the account balance',
      },
      {
        name: 'Transcribe',
        value: 'transcribe',
        description: 'Turn audio into text',
        action: 'Transcribe audio',
      },
      {
        name: 'Translate to English',
        value: 'translate',
        description: 'Turn audio in any language into English text',
        action: 'Translate audio to english text',
      },
    ],
    default: 'transcribe',
  },
];

const sendsAudio = { operation: ['transcribe', 'translate'] };

export const audioSource: INodeProperties[] = [
  {
    displayName: 'Audio From',
    name: 'audioFrom',
    type: 'options',
    displayOptions: { show: sendsAudio },
    options: [
      {
        name: 'Input Data Field',
        value: 'inputData',
        description: 'A file that the node before this one supplies',
      },
      {
        name: 'URL',
        value: 'url',
        description: 'A web address that leads straight to the file',
      },
    ],
    default: 'inputData',
  },
  {
    displayName: 'Input Data Field Name',
    name: 'inputDataFieldName',
    type: 'string',
    displayOptions: { show: { ...sendsAudio, audioFrom: ['inputData'] } },
    default: 'data',
    hint: 'The name of the field with the file, as the input panel shows it under Binary. If the item has only one file, that one is used.',
  },
  {
    displayName: 'Audio URL',
    name: 'audioUrl',
    type: 'string',
    displayOptions: { show: { ...sendsAudio, audioFrom: ['url'] } },
    default: '',
    required: true,
    placeholder: 'e.g. https://example.com/interview.mp3',
    description: 'The address of the audio file. It has to open without a log-in.',
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
  description: 'The ID that Submit Only gave back, or that an error message names',
};
