import { z } from 'zod';
import type { Example } from '../../../playground/examples';
import type { LoadedType } from '../../../playground/rest';

const typeSchema = z.object({
  credentials: z.array(z.object({ name: z.string(), required: z.boolean().default(false) })).default([]),
});

/** A request to the internet, or one with a key that nobody has put in. */
const outside = /"url":"=?https:|"authentication":"\w+CredentialType"/;

const request = 'n8n-nodes-base.httpRequest';

/** They require a credential only if their parameters ask for one. */
const usuallyWithout = [
  request,
  ...['webhook', 'formTrigger', 'form', 'wait'].map((name) => `n8n-nodes-base.${name}`),
];

/** Whether an example uses a service that has no stand-in: one of its nodes requires a credential and has none. */
export function needsAnAccount(example: Example, types: readonly LoadedType[]): boolean {
  const requiring = new Set(
    types
      .filter((type) => typeSchema.parse(type).credentials.some(({ required }) => required))
      .map(({ name }) => name),
  );
  return example.nodes.some(({ type, credentials, parameters }) => {
    if (type.startsWith('n8n-nodes-transcribe.') || Object.keys(credentials ?? {}).length > 0) return false;
    if (usuallyWithout.includes(type)) return outside.test(JSON.stringify(parameters));
    return requiring.has(type);
  });
}
