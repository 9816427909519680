import { once } from 'node:events';

import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

import type { CredentialInput } from '../rest';

/** A mail server that keeps all mail it receives. */
export interface SmtpSink {
  port: number;
  /**
   * Received mail, in order of arrival. It is listed before the sender gets the confirmation, so nothing has to be
   * awaited after the end of a workflow that sends mail.
   */
  readonly mails: readonly ParsedMail[];
  /** Removes all received mail. */
  empty(): void;
  close(): Promise<void>;
}

/** The credential for sending through the sink. */
export const smtpCredentialFor = ({ port }: Pick<SmtpSink, 'port'>): CredentialInput => ({
  name: 'SMTP account',
  type: 'smtp',
  data: { host: '127.0.0.1', port, secure: false, disableStartTls: true },
});

/** Starts it on a free port of this machine, without login and encryption. */
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
