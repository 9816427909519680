import { z } from 'zod';
import type { Answer } from '../http/answer';
import { jsonBody } from '../http/body';
import type { Exchange, Route } from '../http/route';
import type { World } from '../world';
import { validationMessage, withKey } from './access';
import { readAudio } from './audioUrl';
import { refusal, success } from './envelope';

const httpUrl = z
  .string()
  .url()
  .regex(/^https?:\/\//i, 'must be an http or https URL');

export const taskInputSchema = z
  .object({
    audio_url: httpUrl,
    /** Empty means detect; else ISO 639-1 or 639-3. */
    language_code: z
      .string()
      .max(500)
      .regex(/^([a-z]{2,3})?$/, 'must be an ISO 639-1 or ISO 639-3 code')
      .optional(),
    tag_audio_events: z.boolean().optional(),
    diarize: z.boolean().optional(),
  })
  .strict();

const requestSchema = z
  .object({
    model: z.literal('elevenlabs/speech-to-text'),
    callBackUrl: httpUrl.optional(),
    input: taskInputSchema,
  })
  .strict();

export type TaskInput = z.output<typeof taskInputSchema>;

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
  const asked = requestSchema.safeParse('json' in body ? body.json : undefined);
  if (!asked.success) return refusal(facts, 422, validationMessage(asked.error));
  if (world.ledger.credits() <= 0) return refusal(facts, 402, 'Insufficient credits');
  if (!world.taskLimit.admit()) {
    return refusal(facts, 429, 'Your call frequency is too high. Please try again later.');
  }
  const { model, callBackUrl, input } = asked.data;
  const audio = await readAudio(input.audio_url, world);
  if (audio.kind === 'unreachable') return refusal(facts, 500, 'Server exception, please try again later');
  if (audio.kind === 'refused') return refusal(facts, 422, audio.why);

  const task = world.tasks.create({ model, callBackUrl, input, speech: audio.speech, sha256: audio.sha256 });
  if (world.callbacks.comesEarly(task)) await world.tasks.end(task)?.firstAttempt;
  return success(facts, { taskId: task.id, ...(facts.recordId ? { recordId: task.id } : {}) });
}
