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
import { elkapiModel, prompt, responseFormat } from './elkapiModel';
import { asTool } from './source';

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
const { temperature: defaultTemperature } = elkapiOptionsSchema.parse({});

/** A model that is told a URL could otherwise make n8n read its own network and send what is there to the provider. */
const allowPrivateAddresses: INodeProperties = {
  displayName: 'Allow Private Addresses',
  name: 'allowPrivateAddresses',
  type: 'boolean',
  displayOptions: { show: { '/audioFrom': ['url'] }, hide: asTool },
  default: false,
  description:
    'Whether Audio URL may lead to an address inside your own network, such as a NAS. What is there is sent to the provider, so switch it on only if nobody else chooses the URL.',
};

const callbackUrl: INodeProperties = {
  displayName: 'Callback URL',
  name: 'callbackUrl',
  type: 'string',
  displayOptions: { show: { '/mode': ['submit', 'suspend'] } },
  default: defaultCallbackUrl,
  placeholder: 'e.g. https://n8n.example.com/webhook/1234/apikley',
  description:
    'The Production URL of an Apikley Trigger, which Apikley calls when the task has ended. It has to be reachable from the internet.',
};

const metadata: INodeProperties = {
  displayName: 'Metadata',
  name: 'metadata',
  type: 'json',
  displayOptions: { show: { '/mode': ['submit'] } },
  default: defaultMetadata,
  description:
    'A small JSON object (up to 1 KB) that the Apikley Trigger returns together with the transcript',
};

const deadline: INodeProperties = {
  displayName: 'Deadline (Hours)',
  name: 'deadlineHours',
  type: 'number',
  typeOptions: bounds.deadlineHours,
  displayOptions: { show: { '/mode': ['suspend'] } },
  default: defaultDeadlineHours,
  description:
    'The longest time that the workflow stays suspended. It then continues with the transcripts that are ready, and with a task ID for each of the others, which Get Transcript can fetch later.',
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
      description: 'Send recordings as they are, and refuse those that the provider does not accept',
    },
  ],
  default: defaultPrepareRecordings,
  description:
    'What to do with recordings that the provider would refuse for their file type, size or length. A recording sent in parts still gives one transcript; the few seconds that its parts share are paid for twice.',
};

const requestTimeout: INodeProperties = {
  displayName: 'Request Timeout (Seconds)',
  name: 'requestTimeoutSeconds',
  type: 'number',
  typeOptions: bounds.requestTimeoutSeconds,
  default: defaultRequestTimeoutSeconds,
  description: 'How long to wait for the answer after sending one recording',
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
  description: 'Whether to identify the speakers',
};

const tagAudioEvents: INodeProperties = {
  displayName: 'Tag Audio Events',
  name: 'tagAudioEvents',
  type: 'boolean',
  default: false,
  description: 'Whether to include sounds such as laughter or music',
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
  description: 'The length of the interval for Tasks per Interval',
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
  description: 'Whether to wait for a task that is still running, instead of returning its status',
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
  description: 'How often to check whether a new task has ended. Older tasks are checked less often.',
};

const temperature: INodeProperties = {
  displayName: 'Temperature',
  name: 'temperature',
  type: 'number',
  typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
  default: defaultTemperature,
  description:
    'From 0 to 1. The higher it is, the more freely the model guesses what it does not understand.',
};

const ofElkapi = [
  allowPrivateAddresses,
  itemsAtATime,
  longestRecording,
  elkapiModel,
  prepareRecordings,
  prompt,
  requestTimeout,
  responseFormat,
  temperature,
];

const ofProvider = {
  apikley: {
    transcribe: [
      allowPrivateAddresses,
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
    transcribe: ofElkapi,
    translate: ofElkapi,
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
