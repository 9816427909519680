import {
  type IHookFunctions,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { eventTriggerDescription, properties, triggerPanel } from './description';
import { getReady } from './getReady';
import { receiveCallback } from './receiveCallback';

export class ApikleyTrigger implements INodeType {
  description: INodeTypeDescription = {
    // TranscribeTrigger is offered in its place. The names differ, because n8n lists a package's nodes by them and
    // installs none with two alike.
    displayName: 'Former Apikley Trigger',
    name: 'apikleyTrigger',
    hidden: true,
    icon: { light: 'file:apikleyTrigger.svg', dark: 'file:apikleyTrigger.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["events"].join(", ") }}',
    // n8n shows it for the Transcribe node, too, whose entry in the panel the two share.
    description:
      'Turn audio into text with Apikley (ElevenLabs Scribe) or ElkAPI (Whisper), or start when a transcript is ready',
    eventTriggerDescription,
    activationMessage: 'Transcripts that Apikley reports to the Production URL now start this workflow.',
    triggerPanel,
    defaults: { name: 'Apikley Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'apikleyApi', required: true }],
    webhooks: [
      {
        name: 'default',
        httpMethod: 'POST',
        responseMode: 'onReceived',
        path: 'apikley',
      },
    ],
    properties,
  };

  // Each task carries the callback URL, so there is no registration to create or delete. n8n calls these methods
  // whenever it opens the URL: when the workflow is published or tested, and when n8n starts.
  webhookMethods = {
    default: {
      checkExists: async (): Promise<boolean> => await Promise.resolve(false),
      create: async function (this: IHookFunctions): Promise<boolean> {
        await getReady(this);
        return true;
      },
      delete: async (): Promise<boolean> => await Promise.resolve(true),
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveCallback(this);
  }
}
