import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { contextKeys } from '../../shared/nodeContext';
import { newSecret } from '../../shared/webhooks/secret';
import { doorbellPath, secretParameter } from './suspended';

export interface Doorbell {
  /** The execution's own resume URL, with a secret that n8n 1.x does not have. */
  url: string;
  secret: string;
}

/**
 * The URL under which the provider, and the reconciler, can wake this run of the node. It stays the same when
 * n8n's Retry On Fail runs the node again: tasks that were submitted before carry it. A retry by hand is an execution
 * of its own, with a copy of what the failed one remembered, so its secret is another.
 */
export function doorbellOf(execution: IExecuteFunctions): Doorbell {
  const context = execution.getContext('node');
  const name = contextKeys.doorbell(execution);
  const known: unknown = context[name];
  const secret = typeof known === 'string' ? known : newSecret();
  context[name] = secret;
  return { url: doorbellUrl(execution.evaluateExpression('{{ $execution.resumeUrl }}', 0), secret), secret };
}

/** @param resumeUrl as n8n's `$execution.resumeUrl` gives it */
export function doorbellUrl(resumeUrl: unknown, secret: string): string {
  const url = new URL(z.string().parse(resumeUrl));
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${doorbellPath}`;
  url.searchParams.set(secretParameter, secret);
  return url.href;
}
