import { jsonAnswer } from '../http/answer';
import { noBody } from '../http/body';
import type { Route } from '../http/route';
import type { World } from '../world';
import { withKey } from './access';

/** The models that can transcribe. */
export const MODELS = ['whisper-1'];

const listed = [...MODELS, 'gpt-4o-mini', 'text-embedding-3-small'];

export const models = (world: World): Route => ({
  operation: 'models',
  method: 'GET',
  url: '/v1/models',
  read: noBody,
  subject: ({ record }) => ({ path: record.path }),
  handle: withKey(world, () =>
    jsonAnswer(200, {
      object: 'list',
      data: listed.map((id) => ({ id, object: 'model', created: 1_677_532_384, owned_by: 'openai' })),
    }),
  ),
});
