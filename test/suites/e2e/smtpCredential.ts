import { smtpCredentialFor, type SmtpSink } from '../../../playground/standIns/smtpSink';
import type { Harness } from './harness';
import type { CredentialLink } from './state';

/** Creates the credential for sending through the sink. */
export async function smtpCredential(
  { rest }: Pick<Harness, 'rest'>,
  sink: SmtpSink,
): Promise<CredentialLink> {
  const { id, name } = await rest.createCredential(smtpCredentialFor(sink));
  return { id, name };
}
