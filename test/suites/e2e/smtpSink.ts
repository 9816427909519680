import { once } from 'node:events';

import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

import type { Harness } from './harness';
import type { CredentialLink } from './state';

/** A mail server that keeps what it gets. */
export interface SmtpSink {
  port: number;
  /**
   * What has come in, in the order of arrival. A sender hears that its e-mail was taken when it is in this list, so
   * after the end of a workflow that sends there is nothing to wait for.
   */
  readonly mails: readonly ParsedMail[];
  /** Forgets what has come in. */
  empty(): void;
  close(): Promise<void>;
}

/** On a free port of this machine. It asks for no log-in and offers no encryption. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, taken) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        taken();
      }, taken);
    },
  });
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  return {
    port: address.port,
    mails,
    empty: () => mails.splice(0),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What a user enters to send through the sink. */
export async function smtpCredential(
  { rest }: Pick<Harness, 'rest'>,
  sink: SmtpSink,
): Promise<CredentialLink> {
  const { id, name } = await rest.createCredential({
    name: 'SMTP account',
    type: 'smtp',
    data: { host: '127.0.0.1', port: sink.port, secure: false, disableStartTls: true },
  });
  return { id, name };
}
