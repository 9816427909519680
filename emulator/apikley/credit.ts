import { noBody } from '../http/body';
import type { Route } from '../http/route';
import type { World } from '../world';
import { withKey } from './access';
import { success } from './envelope';

export const credit = (world: World): Route => ({
  operation: 'credit',
  method: 'GET',
  url: '/api/v1/chat/credit',
  read: noBody,
  subject: ({ record }) => ({ path: record.path }),
  handle: withKey(world, () => success(world.facts, world.ledger.credits())),
});
