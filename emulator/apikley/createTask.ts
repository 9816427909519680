import { z } from 'zod';
import type { Facts } from '../facts';
import type { Answer } from '../http/answer';
import { jsonBody } from '../http/body';
import type { Exchange, Route } from '../http/route';
import type { World } from '../world';
import { validationMessage, withKey } from './access';
import { readAudio } from './audioUrl';
import { refusal, success } from './envelope';
import { newTaskId, wireId } from './taskId';
import { httpUrl, taskInputSchema } from './taskInput';

const requestSchema = z
  .object({
    model: z.literal('elevenlabs/speech-to-text'),
    callBackUrl: httpUrl.optional(),
    input: taskInputSchema,
  })
  .strict();

const subjectSchema = z.object({ input: z.object({ audio_url: z.string() }) });

export const createTask = (world: World): Route => ({
  operation: 'createTask',
  method: 'POST',
  url: '/api/v1/jobs/createTask',
  read: jsonBody,
  subject: ({ record }) => {
    const asked = subjectSchema.safeParse(record.fields);
    return { path: record.path, audioUrl: asked.data?.input.audio_url };
  },
  handle: withKey(world, (exchange) => handle(world, exchange)),
});

async function handle(world: World, { body }: Exchange): Promise<Answer> {
  const { facts } = world;
  if ('unreadable' in body) return refusal(facts, 422, body.unreadable);
  const parsed = requestSchema.safeParse('json' in body ? body.json : undefined);
  if (!parsed.success) return refusal(facts, 422, validationMessage(parsed.error));
  if (world.ledger.credits() <= 0) return refusal(facts, 402, 'Insufficient credits');
  if (!world.taskLimit.admit()) {
    return refusal(facts, 429, 'Your call frequency is too high. Please try again later.');
  }
  const { model, callBackUrl, input } = parsed.data;
  const audio = await readAudio(input.audio_url, world);
  if (audio.kind === 'unreachable') return refusal(facts, 500, 'Server exception, please try again later');
  if (audio.kind === 'refused') return refusal(facts, 422, audio.why);

  const { speech, sha256 } = audio;
  const task = world.tasks.create(
    { service: 'apikley', model, callBackUrl, input, speech, sha256 },
    newTaskId(facts),
  );
  if (world.callbacks.comesEarly(task)) await world.tasks.end(task)?.firstAttempt;
  return createdAnswer(facts, task.id);
}

/** The answer to an accepted task, with its ID where the facts put it. */
function createdAnswer(facts: Facts, taskId: string): Answer {
  const id = wireId(facts, taskId);
  const named = { taskId: id, ...(facts.recordId ? { recordId: id } : {}) };
  switch (facts.createdId) {
    case 'data.taskId':
      return success(facts, named);
    case 'jsonString':
      return success(facts, JSON.stringify(named));
    case 'data':
      return success(facts, id);
    case 'taskId':
    case 'task_id':
      return success(facts, null, { [facts.createdId]: id });
    case 'data.task_id':
    case 'data.recordId':
    case 'data.record_id':
      return success(facts, { [facts.createdId.slice('data.'.length)]: id });
  }
}
