import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { contextKeys } from '../../shared/nodeContext';
import { newSecret } from '../../shared/webhooks/secret';
import { doorbellPath, secretParameter } from './suspended';

/*
 * The callback is a doorbell: whoever rings is believed in nothing. A ring only says that it may be time to look, and
 * the node then asks the provider itself. The provider rings when a task ends, and the reconciler rings at intervals.
 */

export interface Doorbell {
  /** The execution's own resume URL, plus a secret, because n8n 1.x adds none. */
  url: string;
  secret: string;
}

/**
 * The doorbell through which the provider and the reconciler can resume this run of the node. It stays the same when
 * n8n's Retry On Fail runs the node again, because tasks submitted earlier carry it. A manual retry is a new execution
 * with a copy of the failed one's context, so it gets a new secret.
 */
export function doorbellOf(execution: IExecuteFunctions): Doorbell {
  const context = execution.getContext('node');
  const name = contextKeys.doorbell(execution);
  const known: unknown = context[name];
  const secret = typeof known === 'string' ? known : newSecret();
  context[name] = secret;
  return { url: doorbellUrl(execution.evaluateExpression('{{ $execution.resumeUrl }}', 0), secret), secret };
}

/** @param resumeUrl n8n's `$execution.resumeUrl` */
export function doorbellUrl(resumeUrl: unknown, secret: string): string {
  const url = new URL(z.string().parse(resumeUrl));
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${doorbellPath}`;
  url.searchParams.set(secretParameter, secret);
  return url.href;
}
