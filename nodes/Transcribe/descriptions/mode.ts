import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { TaskProviderId } from '../../../providers/registry';
import type { Mode } from '../parameters';

const modes = {
  wait: {
    name: 'Wait for Transcript',
    value: 'wait',
    description: 'The workflow goes on when the transcript is there',
    action: 'Transcribe audio and wait for the transcript',
  },
  suspend: {
    name: 'Suspend Until Callback',
    value: 'suspend',
    description: 'The workflow sleeps in the database until the transcripts are there; for long recordings',
    action: 'Transcribe long audio while the workflow sleeps',
  },
  submit: {
    name: 'Submit Only',
    value: 'submit',
    description: 'The workflow goes on at once with a task ID; fetch the transcript later',
    action: 'Submit audio and fetch the transcript later',
  },
} satisfies { [Value in Mode]: INodePropertyOptions & { value: Value } };

/** Where the parameter is hidden, n8n takes its default, and no execution is ever suspended. */
const withModes = { apikley: true } satisfies Record<TaskProviderId, true>;

/** Modes have an `action` because n8n lists the modes of a node in its AI category among the node's actions. */
export const mode: INodeProperties = {
  displayName: 'Mode',
  name: 'mode',
  type: 'options',
  noDataExpression: true,
  displayOptions: { show: { provider: Object.keys(withModes), operation: ['transcribe'] } },
  options: Object.values(modes),
  default: 'wait',
  description: 'What the workflow does while the recording is transcribed',
};
