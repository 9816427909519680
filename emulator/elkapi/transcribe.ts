import type { Answer } from '../http/answer';
import { multipartBody } from '../http/body';
import type { Exchange, Route } from '../http/route';
import { discard } from '../http/storedFile';
import type { World } from '../world';
import { withKey } from './access';
import { elkError } from './error';
import { MAX_REQUEST_BYTES, readAudioForm, UNSUPPORTED_FORMAT, type AudioOperation } from './form';
import { careless } from './careless';
import { transcriptAnswer } from './formats';
import { objectionOf, objectionToLength } from './modelRules';
import { modelNamed } from './models';

export const transcribe = (world: World, operation: AudioOperation): Route => ({
  operation,
  method: 'POST',
  url: `/v1/audio/${operation}`,
  read: multipartBody,
  subject: ({ record }) => ({ path: record.path, fileName: record.fileName }),
  handle: withKey(world, async (exchange) => {
    try {
      return await handle(world, operation, exchange);
    } finally {
      const { body } = exchange;
      if ('form' in body) await Promise.all(body.form.files.map(({ stored }) => discard(stored)));
    }
  }),
});

async function handle(world: World, operation: AudioOperation, { body, record }: Exchange): Promise<Answer> {
  const { facts, ledger } = world;
  if (record.bodyBytes > MAX_REQUEST_BYTES) {
    const message = `Maximum content size limit (${MAX_REQUEST_BYTES}) exceeded (${record.bodyBytes} bytes read)`;
    return elkError(world, { status: 413, message, type: 'server_error' });
  }
  const asked = readAudioForm(body, operation, facts);
  if ('status' in asked) return elkError(world, asked);
  const model = modelNamed(asked.model);
  if (!model) {
    return elkError(world, {
      status: 503,
      message: `No available channel for model ${asked.model} under group default`,
      type: 'new_api_error',
      code: 'model_not_found',
    });
  }
  const objection = objectionOf(model, asked, operation, facts);
  if (objection) return elkError(world, objection);
  if (ledger.totalUsd() <= ledger.usedUsd()) {
    return elkError(world, {
      status: 429,
      message: 'You exceeded your current quota, please check your plan and billing details',
      type: 'insufficient_quota',
      code: facts.elkQuotaCode,
    });
  }
  const { fileName, stored } = asked.file;
  const speech = await world.hearing.listen(stored, facts, world.lifetime);
  if (!speech) return elkError(world, { status: 400, message: UNSUPPORTED_FORMAT, param: 'file' });
  const tooLong = objectionToLength(model, asked, speech.durationSeconds, facts);
  if (tooLong) return elkError(world, tooLong);
  ledger.charge({
    service: 'elkapi',
    operation,
    at: Date.now(),
    fileName,
    sha256: stored.sha256,
    seconds: speech.durationSeconds,
  });
  return careless(transcriptAnswer(speech, operation, asked, facts), facts);
}
