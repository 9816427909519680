import {
  type IHookFunctions,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { properties, triggerPanel } from './description';
import { getReady } from './getReady';
import { receiveCallback } from './receiveCallback';

export class ApikleyTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Apikley Trigger',
    name: 'apikleyTrigger',
    icon: { light: 'file:apikleyTrigger.svg', dark: 'file:apikleyTrigger.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["events"].join(", ") }}',
    description: 'Starts the workflow when Apikley has finished a transcript',
    eventTriggerDescription: 'Waiting for a callback from Apikley',
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
