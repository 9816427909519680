import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';
import { output } from '../shared/output/description';

/** The form, from top to bottom. */
export const properties: INodeProperties[] = [
  {
    displayName:
      'Put the Production URL above into the option Callback URL of a Transcribe node with the mode Submit Only. Each transcript then starts this workflow.',
    name: 'notice',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'Trigger On',
    name: 'events',
    type: 'multiOptions',
    required: true,
    options: [
      { name: 'Completed', value: 'completed', description: 'A transcript is ready' },
      { name: 'Failed', value: 'failed', description: 'A task has failed' },
    ],
    default: ['completed', 'failed'],
  },
  {
    displayName: 'Accept',
    name: 'accept',
    type: 'options',
    options: [
      {
        name: 'Tasks of Transcribe Nodes',
        value: 'tickets',
        description: 'What Transcribe submitted with the same credential; nothing to set up',
      },
      {
        name: 'Signed Callbacks',
        value: 'signature',
        description: 'What Apikley signed with the Webhook HMAC Key, which the credential has to hold',
      },
      {
        name: 'Any Task of This Account',
        value: 'anyTask',
        description:
          'Whatever the API key can read, also what other programs submitted. Unauthenticated: whoever knows the URL and a task ID can start the workflow.',
      },
    ],
    default: 'tickets',
    description: 'Which callbacks start the workflow. Transcripts are always read from Apikley itself.',
  },
  output,
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'Start Also on Resume',
        name: 'startOnResume',
        type: 'boolean',
        default: false,
        description: 'Whether a callback that wakes a suspended workflow also starts this one',
      },
    ],
  },
];

const productionHelp =
  'Put the <b>Production URL</b> into the option Callback URL of a Transcribe node with the mode Submit Only.';
const testHelp =
  'To <b>try it out</b>, press the button above, and run a Transcribe node with the <b>Test URL</b> as its Callback URL.';

/** What n8n shows instead of the input, before and while it listens. */
export const triggerPanel: TriggerPanelDefinition = {
  header: 'Receive transcripts from Apikley',
  executionsHelp: {
    inactive: `${testHelp}<br /><br />To <b>use it</b>, publish the workflow (in n8n 1: activate it). ${productionHelp} Runs are listed under Executions, not here.`,
    active: `${testHelp}<br /><br />The workflow is <b>in use</b>. ${productionHelp} Runs are listed under Executions, not here.`,
  },
  activationHint: {
    inactive:
      'Publish the workflow (in n8n 1: activate it), so that it also starts without somebody listening here.',
    active: 'The workflow is in use: callbacks to the Production URL start it.',
  },
};
