import fastify from 'fastify';

import { headerAuthNames } from '../examples';
import type { CredentialInput } from '../rest';
import { arrivedPage } from './arrivedPage';
import { chatModel } from './chatModel';
import { crm, type CrmEntry } from './crm';
import { prepareRecordings, textsIn } from './recordings';
import { smtpCredentialFor, startSmtpSink, type SmtpSink } from './smtpSink';

/** What the examples' webhooks want of their callers here. */
export const callerHeader = { name: 'X-Webhook-Key', value: 'of-the-playground' } as const;

/** A mailbox, a CRM, a chat model and a folder of recordings, for the examples that need them. */
export interface StandIns {
  /** The page that shows what arrived. */
  pageUrl: string;
  /** The CRM's base URL, in place of the examples' `https://crm.example.com`. */
  crmUrl: string;
  /** Under the names that a user would give them. */
  credentials: CredentialInput[];
  mailbox: SmtpSink;
  readonly crmEntries: readonly CrmEntry[];
  close(): Promise<void>;
}

/**
 * Starts them on this machine.
 *
 * @param options.port of the page, the CRM and the chat model; a free one by default
 * @param options.recordings the folder of the nightly example, created if it is missing
 */
export async function startStandIns({
  port = 0,
  recordings,
}: {
  port?: number;
  recordings: string;
}): Promise<StandIns> {
  await prepareRecordings(recordings);
  const mailbox = await startSmtpSink();
  const crmEntries: CrmEntry[] = [];
  // n8n keeps connections alive, which a server that closes would wait for.
  const server = fastify({ forceCloseConnections: true, bodyLimit: largestBody });
  crm(server, crmEntries);
  chatModel(server);
  server.get('/', async (_request, reply) => {
    const folder = { path: recordings, texts: await textsIn(recordings) };
    return reply
      .type('text/html; charset=utf-8')
      .send(arrivedPage({ mails: mailbox.mails, crm: crmEntries, folder }));
  });
  const close = async () => {
    await Promise.all([server.close(), mailbox.close()]);
  };
  try {
    const pageUrl = await server.listen({ port, host: '127.0.0.1' });
    return {
      pageUrl,
      crmUrl: `${pageUrl}/crm`,
      credentials: credentialsFor(pageUrl, mailbox),
      mailbox,
      crmEntries,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Bytes; a prompt with the transcript of a long day has more than fastify's usual megabyte. */
const largestBody = 20 * 1024 * 1024;

function credentialsFor(url: string, mailbox: SmtpSink): CredentialInput[] {
  return [
    smtpCredentialFor(mailbox),
    {
      name: headerAuthNames.crm,
      type: 'httpHeaderAuth',
      data: { name: 'Authorization', value: 'Bearer of-the-playground' },
    },
    { name: headerAuthNames.caller, type: 'httpHeaderAuth', data: callerHeader },
    { name: 'OpenAI account', type: 'openAiApi', data: { apiKey: 'sk-of-the-playground', url: `${url}/v1` } },
  ];
}
