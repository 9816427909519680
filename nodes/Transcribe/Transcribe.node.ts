import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { credentialTypes } from '../shared/credentials';
import { failedItem, successItem } from '../shared/items';
import { toNodeError } from '../shared/nodeErrors';
import { properties } from './descriptions/properties';
import { runItems } from './runItems';
import { firstFailure, otherTasks } from './stop';

export class Transcribe implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Transcribe',
    name: 'transcribe',
    icon: { light: 'file:transcribe.svg', dark: 'file:transcribe.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["provider"] }}',
    description: 'Turn audio into text with Apikley (ElevenLabs Scribe) or ElkAPI (Whisper)',
    defaults: { name: 'Transcribe' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: credentialTypes.apikley,
        required: true,
        displayOptions: { show: { provider: ['apikley'] } },
      },
      {
        name: credentialTypes.elkapi,
        required: true,
        displayOptions: { show: { provider: ['elkapi'] } },
      },
    ],
    properties,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const outcomes = await runItems(this);
    const output: INodeExecutionData[] = [];
    for (const [itemIndex, outcome] of outcomes.entries()) {
      if (outcome.ok) {
        output.push(successItem(outcome.json, itemIndex));
      } else if (this.continueOnFail()) {
        output.push(failedItem(this, outcome.error, itemIndex));
      } else {
        const cause = firstFailure(outcomes);
        throw toNodeError(this, cause.error, cause.itemIndex, otherTasks(this, cause.itemIndex));
      }
    }
    return [output];
  }
}
