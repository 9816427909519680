import { z } from 'zod';
import { refusal } from '../apikley/envelope';
import type { Facts } from '../facts';
import type { RequestAction } from '../faultActions';
import { jsonAnswer, type Answer } from './answer';
import { blanks, blanksEvery, zippedBlanks } from './streams';

/**
 * The answer that a fault substitutes; undefined for faults without an answer.
 *
 * @param right the regular answer, once the work is done
 */
export function faultAnswer(action: RequestAction, facts: Facts, right?: Answer): Answer | undefined {
  switch (action.kind) {
    case 'envelope':
      return refusal(facts, action.code, action.msg);
    case 'http':
      return { status: action.status, headers: action.headers, body: action.body ?? '' };
    case 'openaiError': {
      const { status, message, type = 'invalid_request_error', code = null, headers } = action;
      const answer = jsonAnswer(status, { error: { message, type, param: null, code } });
      return { ...answer, headers: { ...answer.headers, ...headers } };
    }
    case 'redirect':
      return { status: action.status, headers: { location: action.to }, body: '' };
    case 'body': {
      const { status, body, encoding, contentType, contentLength } = action;
      const headers: Record<string, string> = { 'content-type': contentType };
      if (contentLength !== undefined) headers['content-length'] = String(contentLength);
      return { status, headers, body: Buffer.from(withTaskId(body, right), encoding) };
    }
    case 'huge': {
      const json = { 'content-type': 'application/json' };
      const { megabytes, gzip } = action;
      return gzip
        ? { status: 200, headers: { ...json, 'content-encoding': 'gzip' }, body: zippedBlanks(megabytes) }
        : { status: 200, headers: json, body: () => blanks(megabytes) };
    }
    case 'trickle':
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: () => blanksEvery(action.everyMs),
      };
    case 'delay':
    case 'drop':
    case 'goAway':
    case 'hold':
    case 'stall':
    case 'neverReady':
    case 'unknownTask':
      return undefined;
  }
}

const idPlace = '{{taskId}}';
const createdSchema = z.object({ data: z.object({ taskId: z.string() }) });

/** Fills in the created task's ID, so that a fault can corrupt the form of an answer but not the task it names. */
function withTaskId(text: string, right: Answer | undefined): string {
  if (!text.includes(idPlace)) return text;
  if (typeof right?.body !== 'string') throw new Error(`There is no task for ${idPlace} yet.`);
  return text.replaceAll(idPlace, createdSchema.parse(JSON.parse(right.body)).data.taskId);
}
