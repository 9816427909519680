import { randomBytes } from 'node:crypto';
import { jsonAnswer, type Answer } from '../http/answer';
import type { World } from '../world';

export interface ElkError {
  status: number;
  message: string;
  type?: string;
  param?: string;
  code?: string;
}

/** An error in OpenAI's format; the gateway appends the request ID to the message. */
export function elkError({ facts }: World, { status, message, type, param, code }: ElkError): Answer {
  const id = facts.elkRequestId ? ` (request id: ${randomBytes(8).toString('hex')})` : '';
  return jsonAnswer(status, {
    error: {
      message: message + id,
      type: type ?? 'invalid_request_error',
      param: param ?? null,
      code: code ?? null,
    },
  });
}
