import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';
import { output } from '../shared/output/description';

/** The form, from top to bottom. */
export const properties: INodeProperties[] = [
  {
    displayName:
      'Copy the Production URL above into the option Callback URL of a Transcribe node whose Mode is Submit Only: each transcript then starts this workflow. To test, press Execute step here, and use the Test URL instead.',
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
      {
        name: 'Completed',
        value: 'completed',
        description: 'A transcript is ready',
        action: 'On transcript ready',
      },
      {
        name: 'Failed',
        value: 'failed',
        description: 'A task has failed',
        action: 'On task failed',
      },
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
        description: 'Tasks that Transcribe submitted with the same credential. Nothing to set up.',
      },
      {
        name: 'Signed Callbacks',
        value: 'signature',
        description: 'Callbacks that Apikley signed with the Webhook HMAC Key of the credential',
      },
      {
        name: 'Any Task of This Account',
        value: 'anyTask',
        description:
          'Every task that the API key can read, including those of other programs. Unauthenticated: anyone who knows the URL and a task ID can start the workflow.',
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
        description: 'Whether a callback that resumes a suspended workflow also starts this one',
      },
    ],
  },
];

const productionHelp =
  'Put the <b>Production URL</b> into the option Callback URL of a Transcribe node with the mode Submit Only.';
const testHelp =
  'To <b>try it out</b>, press the button above, and run a Transcribe node with the <b>Test URL</b> as its Callback URL.';

/** What n8n shows on the canvas while it listens. */
export const eventTriggerDescription =
  'Waiting for a callback. Copy the Test URL of this node into the option Callback URL of a Transcribe node whose Mode is Submit Only, and run that node.';

/** What n8n shows instead of the input, before and while it listens. */
export const triggerPanel: TriggerPanelDefinition = {
  header: 'Receive transcripts from Apikley',
  executionsHelp: {
    inactive: `${testHelp}<br /><br />To <b>use it</b>, publish the workflow (in n8n 1: activate it). ${productionHelp} Runs are listed under Executions, not here.`,
    active: `${testHelp}<br /><br />The workflow is <b>in use</b>. ${productionHelp} Runs are listed under Executions, not here.`,
  },
  activationHint: {
    inactive:
      'Publish the workflow (in n8n 1: activate it), so that it also starts when nobody is listening here.',
    active: 'The workflow is in use: callbacks to the Production URL start it.',
  },
};
