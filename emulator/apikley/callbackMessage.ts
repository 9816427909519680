import { createHmac } from 'node:crypto';
import { envelope } from './envelope';
import { taskDetails } from './taskDetails';
import { wireId } from './taskId';
import type { Facts } from '../facts';
import type { CallbackAction } from '../faultActions';
import { stateOf, type Task } from '../tasks';
import type { CallbackContext, CallbackMessage } from '../callbackContext';

const find = <Kind extends CallbackAction['kind']>(actions: readonly CallbackAction[], kind: Kind) =>
  actions.find((action): action is Extract<CallbackAction, { kind: Kind }> => action.kind === kind);

/** A callback of Apikley as it goes over the wire, altered as the script says. */
export function callbackMessage(
  task: Task,
  world: CallbackContext,
  actions: readonly CallbackAction[],
): CallbackMessage {
  const { facts } = world;
  const raw = find(actions, 'callbackBody');
  const id = find(actions, 'unknownTaskId')?.taskId ?? task.id;
  const headers = {
    'content-type': raw?.contentType ?? 'application/json',
    ...signature(id, facts.webhookHmacKey, actions),
  };
  if (raw) return { headers, body: raw.body };

  const { creditsConsumed, ...details } = taskDetails(task, world);
  // Set below, where and in the form that the facts demand.
  delete details.taskId;
  const forged = find(actions, 'forgedTranscript');
  if (forged) {
    const words = [{ text: forged.text, start: 0, end: 1, type: 'word', speaker_id: 'speaker_0' }];
    details.resultJson = JSON.stringify({ resultObject: { language_code: 'eng', text: forged.text, words } });
  }
  const credits = {
    creditsConsumed: { creditsConsumed },
    consumeCredits: { consumeCredits: creditsConsumed, remainedCredits: world.ledger.credits() },
    none: {},
  }[facts.callbackCredits];
  const [outer, inner] = idSpellings(wireId(facts, id))[
    find(actions, 'idSpelling')?.spelling ?? facts.callbackId
  ];
  const failed = stateOf(task) === 'fail';
  const message = envelope(
    facts,
    failed ? facts.callbackFailureCode : 200,
    failed ? String(details.failMsg) : 'All generated successfully.',
    { ...inner, ...details, ...credits },
  );
  return { headers, body: JSON.stringify({ ...message, ...outer }) };
}

/** The fields beside `data`, and those in it. */
const idSpellings = (id: string | number): Record<Facts['callbackId'] | 'none', [object, object]> => ({
  'data.taskId': [{}, { taskId: id }],
  'data.task_id': [{}, { task_id: id }],
  taskId: [{ taskId: id }, {}],
  task_id: [{ task_id: id }, {}],
  none: [{}, {}],
});

/** `base64(HMAC-SHA256(taskId + "." + timestamp))`; the body is not signed. */
function signature(
  taskId: string,
  key: string | null,
  actions: readonly CallbackAction[],
): Record<string, string> {
  if (key === null || find(actions, 'unsigned')) return {};
  const age = find(actions, 'staleSignature')?.ageSeconds ?? 0;
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const signed = find(actions, 'badSignature') ? `not ${taskId}` : taskId;
  return {
    'x-webhook-timestamp': timestamp,
    'x-webhook-signature': createHmac('sha256', key).update(`${signed}.${timestamp}`).digest('base64'),
  };
}
