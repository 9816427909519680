import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { TaskProviderId } from '../../../providers/registry';
import type { Mode } from '../parameters';
import { asTool } from './source';

const modes = {
  wait: {
    name: 'Wait for Transcript',
    value: 'wait',
    description: 'The workflow continues when the transcript is ready',
    builderHint: {
      propertyHint: 'The right choice unless there is a reason for another: it returns the transcript.',
    },
  },
  suspend: {
    name: 'Suspend Until Callback',
    value: 'suspend',
    description:
      'The execution is suspended, without using memory, until the transcripts are ready. For long recordings and large batches.',
    builderHint: {
      propertyHint:
        'For hours of audio, on an n8n that the internet can reach. It returns the transcripts, too.',
    },
  },
  submit: {
    name: 'Submit Only',
    value: 'submit',
    description: 'The workflow continues at once with a task ID. Fetch the transcript later.',
    builderHint: {
      propertyHint:
        'Returns only a task ID, and needs an Apikley Trigger or a later Get Transcript for the transcript.',
    },
  },
} satisfies { [Value in Mode]: INodePropertyOptions & { value: Value } };

/** Where the parameter is hidden, n8n takes its default, and no execution is ever suspended. */
const withModes = { apikley: true } satisfies Record<TaskProviderId, true>;
const transcribes = { provider: Object.keys(withModes), operation: ['transcribe'] };

/**
 * As a tool of an AI agent, the node answers within the agent's own run. This one comes first because n8n lists the
 * choices of the first parameter called "mode" among the actions of nodes in its AI category, where Transcribe is
 * already listed as an operation.
 */
const modeOfTool: INodeProperties = {
  displayName: 'Mode',
  name: 'mode',
  type: 'hidden',
  displayOptions: { show: { ...transcribes, ...asTool } },
  default: 'wait',
};

export const mode: INodeProperties[] = [
  modeOfTool,
  {
    displayName: 'Mode',
    name: 'mode',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: transcribes, hide: asTool },
    options: Object.values(modes),
    default: 'wait',
    description: 'What the workflow does while the recording is transcribed',
  },
];
