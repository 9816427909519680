import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

/** The query of a request. Repeated parameters are dropped: ours never repeat. */
export function queryOf(context: Pick<IWebhookFunctions, 'getQueryData'>): URLSearchParams {
  const query = z.record(z.unknown()).catch({}).parse(context.getQueryData());
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): Array<[string, string]> =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
