import type { INodeProperties } from 'n8n-workflow';
import {
  apikleyOptionsSchema,
  apikleyPollPolicy,
  apikleySubmitPace,
} from '../../../providers/apikley/options';
import { elkapiOptionsSchema } from '../../../providers/elkapi/options';
import { firstIntervalMs } from '../../../transcription/tasks/pollPolicy';
import { bounds } from '../bounds';
import { defaultOptions } from '../options';

// The linter accepts plain names as defaults, but wants booleans written out; a test checks those against the schemas.
const {
  callbackUrl: defaultCallbackUrl,
  deadlineHours: defaultDeadlineHours,
  itemsAtATime: defaultItemsAtATime,
  prepareRecordings: defaultPrepareRecordings,
  requestTimeoutSeconds: defaultRequestTimeoutSeconds,
  waitAtMostMinutes: defaultWaitAtMostMinutes,
} = defaultOptions;
const defaultMetadata = JSON.stringify(defaultOptions.metadata);
const { model: defaultApikleyModel } = apikleyOptionsSchema.parse({});
const defaultTasksPerInterval = apikleySubmitPace.starts;
const defaultIntervalSeconds = apikleySubmitPace.perMs / 1_000;
const {
  model: defaultWhisperModel,
  prompt: defaultPrompt,
  responseFormat: defaultResponseFormat,
  temperature: defaultTemperature,
} = elkapiOptionsSchema.parse({});

const callbackUrl: INodeProperties = {
  displayName: 'Callback URL',
  name: 'callbackUrl',
  type: 'string',
  displayOptions: { show: { '/mode': ['submit', 'suspend'] } },
  default: defaultCallbackUrl,
  placeholder: 'e.g. https://n8n.example.com/webhook/1234/apikley',
  description:
    'The Production URL of an Apikley Trigger, which is told when the task has ended. It has to be reachable from the internet.',
};

const metadata: INodeProperties = {
  displayName: 'Metadata',
  name: 'metadata',
  type: 'json',
  displayOptions: { show: { '/mode': ['submit'] } },
  default: defaultMetadata,
  description:
    'A small JSON object (up to 1 KB) that comes out of the Apikley Trigger together with the transcript',
};

const deadline: INodeProperties = {
  displayName: 'Deadline (Hours)',
  name: 'deadlineHours',
  type: 'number',
  typeOptions: bounds.deadlineHours,
  displayOptions: { show: { '/mode': ['suspend'] } },
  default: defaultDeadlineHours,
  description:
    'How long the workflow sleeps at most. After that it goes on with what it has: task IDs, for Get Transcript.',
};

const itemsAtATime: INodeProperties = {
  displayName: 'Items at a Time',
  name: 'itemsAtATime',
  type: 'number',
  typeOptions: { ...bounds.itemsAtATime, numberPrecision: 0 },
  default: defaultItemsAtATime,
  description: 'How many recordings are sent at the same time',
};

const longestRecording: INodeProperties = {
  displayName: 'Longest Recording (Minutes)',
  name: 'longestMinutes',
  type: 'number',
  typeOptions: bounds.longestMinutes,
  default: 180,
  description:
    'Longer recordings are refused before anything is paid for. Without this option any length is sent.',
};

const prepareRecordings: INodeProperties = {
  displayName: 'Prepare Recordings',
  name: 'prepareRecordings',
  type: 'options',
  options: [
    {
      name: 'Automatically',
      value: 'automatically',
      description: 'Take the sound out of videos, and send what is too large or too long in parts',
    },
    {
      name: 'Never',
      value: 'never',
      description: 'Send recordings as they are, and refuse what is not taken',
    },
  ],
  default: defaultPrepareRecordings,
  description:
    'What to do with recordings that the provider would refuse for their file type, size or length. A recording sent in parts still gives one transcript; the few seconds that its parts share are paid twice.',
};

const requestTimeout: INodeProperties = {
  displayName: 'Request Timeout (Seconds)',
  name: 'requestTimeoutSeconds',
  type: 'number',
  typeOptions: bounds.requestTimeoutSeconds,
  default: defaultRequestTimeoutSeconds,
  description: 'How long sending one recording may take without an answer',
};

const apikleyModel: INodeProperties = {
  displayName: 'Model',
  name: 'model',
  type: 'string',
  default: defaultApikleyModel,
};

const diarize: INodeProperties = {
  displayName: 'Identify Speakers',
  name: 'diarize',
  type: 'boolean',
  default: true,
  description: 'Whether to tell the speakers apart',
};

const tagAudioEvents: INodeProperties = {
  displayName: 'Tag Audio Events',
  name: 'tagAudioEvents',
  type: 'boolean',
  default: false,
  description: 'Whether to note sounds such as laughter or music',
};

const tasksPerInterval: INodeProperties = {
  displayName: 'Tasks per Interval',
  name: 'tasksPerInterval',
  type: 'number',
  typeOptions: { ...bounds.tasksPerInterval, numberPrecision: 0 },
  default: defaultTasksPerInterval,
  description:
    'How many tasks may be submitted within one interval. Apikley refuses more than 20 in 10 seconds.',
};

const interval: INodeProperties = {
  displayName: 'Interval (Seconds)',
  name: 'intervalSeconds',
  type: 'number',
  typeOptions: bounds.intervalSeconds,
  default: defaultIntervalSeconds,
  description: 'The length of the interval that Tasks per Interval counts in',
};

const waitAtMost: INodeProperties = {
  displayName: 'Wait at Most (Minutes)',
  name: 'waitAtMostMinutes',
  type: 'number',
  typeOptions: bounds.waitAtMostMinutes,
  displayOptions: { show: { '/mode': ['wait'] } },
  default: defaultWaitAtMostMinutes,
  description:
    'How long to wait for one transcript. After that the item fails; its transcript can still be fetched with Get Transcript.',
};

const waitUntilFinished: INodeProperties = {
  displayName: 'Wait Until Finished',
  name: 'waitUntilFinished',
  type: 'boolean',
  default: false,
  description: 'Whether to wait for a task that is still running, instead of giving its state',
};

/** Applies until the option is added. */
const advisedSeconds = firstIntervalMs(apikleyPollPolicy) / 1_000;

const pollInterval: INodeProperties = {
  displayName: 'Poll Interval (Seconds)',
  name: 'pollIntervalSeconds',
  type: 'number',
  typeOptions: bounds.pollIntervalSeconds,
  displayOptions: { show: { '/mode': ['wait'] } },
  default: advisedSeconds,
  description: 'How often to ask whether a new task has ended. Older tasks are asked for less often.',
};

const whisperModel: INodeProperties = {
  displayName: 'Model',
  name: 'model',
  type: 'string',
  default: defaultWhisperModel,
};

const prompt: INodeProperties = {
  displayName: 'Prompt',
  name: 'prompt',
  type: 'string',
  typeOptions: { rows: 2 },
  default: defaultPrompt,
  placeholder: 'e.g. Ms Yılmaz, Kubernetes, ISO 27001',
  description: 'Names and terms that the recording is likely to hold, spelt as they should be',
};

const responseFormat: INodeProperties = {
  displayName: 'Response Format',
  name: 'responseFormat',
  type: 'options',
  options: [
    { name: 'JSON', value: 'json', description: 'The text only, without times' },
    { name: 'Plain Text', value: 'text', description: 'The text only, without times' },
    {
      name: 'SRT Subtitles',
      value: 'srt',
      description: 'The subtitle file as ElkAPI makes it, and its text',
    },
    {
      name: 'Verbose JSON',
      value: 'verbose_json',
      description: 'Text, language, duration, and segments with times',
    },
    {
      name: 'WebVTT Subtitles',
      value: 'vtt',
      description: 'The subtitle file as ElkAPI makes it, and its text',
    },
  ],
  default: defaultResponseFormat,
};

const temperature: INodeProperties = {
  displayName: 'Temperature',
  name: 'temperature',
  type: 'number',
  typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
  default: defaultTemperature,
  description: 'From 0 to 1: the higher, the freer the model guesses at what it does not understand',
};

const ofWhisper = [
  itemsAtATime,
  longestRecording,
  whisperModel,
  prepareRecordings,
  prompt,
  requestTimeout,
  responseFormat,
  temperature,
];

const ofProvider = {
  apikley: {
    transcribe: [
      callbackUrl,
      deadline,
      diarize,
      interval,
      itemsAtATime,
      longestRecording,
      metadata,
      apikleyModel,
      pollInterval,
      prepareRecordings,
      requestTimeout,
      tagAudioEvents,
      tasksPerInterval,
      waitAtMost,
    ],
    getTranscript: [
      { ...pollInterval, displayOptions: { show: { waitUntilFinished: [true] } } },
      { ...waitAtMost, displayOptions: { show: { waitUntilFinished: [true] } } },
      waitUntilFinished,
    ],
  },
  elkapi: {
    transcribe: ofWhisper,
    translate: ofWhisper,
  },
} satisfies Record<string, Record<string, INodeProperties[]>>;

/** One collection per provider and operation, with the options that combination supports. */
export const options: INodeProperties[] = Object.entries(ofProvider).flatMap(([provider, operations]) =>
  Object.entries(operations).map(([operation, entries]): INodeProperties => ({
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    displayOptions: { show: { provider: [provider], operation: [operation] } },
    default: {},
    options: entries,
  })),
);
