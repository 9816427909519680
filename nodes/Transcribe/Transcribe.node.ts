import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { type ProviderId, providers } from '../../providers/registry';
import { credentialTypes } from '../shared/credentials';
import { failedItem, successItem } from '../shared/items';
import { toNodeError } from '../shared/nodeErrors';
import { properties } from './descriptions/properties';
import { runItems } from './runItems';
import { firstFailure, paidForOthers } from './stoppingError';
import { suspend } from './suspend/suspend';
import { answerDoorbell, doorbellWebhooks } from './suspend/webhook';

/**
 * A credential that is shown for a value of Provider would make the editor take Provider for a choice of
 * credentials and drop it from the form. One that is hidden for all other values does not.
 */
const othersThan = (provider: ProviderId) => Object.keys(providers).filter((id) => id !== provider);

export class Transcribe implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Transcribe',
    name: 'transcribe',
    icon: { light: 'file:transcribe.svg', dark: 'file:transcribe.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ { transcribe: "Transcribe", translate: "Translate", getTranscript: "Get transcript", getBalance: "Get balance" }[$parameter["operation"]] + " · " + { apikley: "Apikley", elkapi: "ElkAPI" }[$parameter["provider"]] }}',
    description: 'Turn audio into text with Apikley (ElevenLabs Scribe) or ElkAPI (Whisper)',
    defaults: { name: 'Transcribe' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: credentialTypes.apikley,
        required: true,
        displayOptions: { hide: { provider: othersThan('apikley') } },
      },
      {
        name: credentialTypes.elkapi,
        required: true,
        displayOptions: { hide: { provider: othersThan('elkapi') } },
      },
    ],
    properties,
    waitingNodeTooltip:
      'The workflow sleeps while Apikley transcribes, and goes on by itself with the transcripts.',
    webhooks: doorbellWebhooks,
  };

  webhook = answerDoorbell;

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const outcomes = await runItems(this);
    const output: INodeExecutionData[] = [];
    for (const [itemIndex, outcome] of outcomes.entries()) {
      if (outcome.ok) {
        output.push(successItem(outcome, itemIndex));
      } else if (this.continueOnFail()) {
        output.push(failedItem(this, outcome.error, itemIndex));
      } else {
        const cause = firstFailure(outcomes);
        throw toNodeError(this, cause.error, cause.itemIndex, paidForOthers(this, cause.itemIndex));
      }
    }
    const sleeps = outcomes.some((outcome) => outcome.ok && outcome.pending);
    return [sleeps ? await suspend(this, outcomes, output) : output];
  }
}
