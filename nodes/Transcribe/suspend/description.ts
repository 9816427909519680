import type { IWebhookDescription } from 'n8n-workflow';

import { doorbellPath } from './suspended';

/** The door of a suspended execution: n8n leads its resume URL here. */
export const doorbellWebhooks: IWebhookDescription[] = [
  {
    name: 'default',
    httpMethod: 'POST',
    responseMode: 'onReceived',
    path: doorbellPath,
    restartWebhook: true,
  },
];
