import type { FastifyInstance } from 'fastify';
import { jsonAnswer } from '../http/answer';
import { noBody } from '../http/body';
import { addNotFound, addRoute } from '../http/route';
import type { World } from '../world';
import { elkError } from './error';

/** The balance host, which takes the key from the query and ignores headers. */
export function balance(app: FastifyInstance, world: World): void {
  addRoute(app, 'balance', world, {
    operation: 'quota',
    method: 'GET',
    url: '/user/quota',
    read: noBody,
    subject: ({ record }) => ({ path: record.path }),
    handle: ({ record }) => {
      const { facts, ledger } = world;
      if (record.query.key !== world.keys.elkapi) {
        const status = facts.elkQuotaErrors === 'http200' ? 200 : 401;
        return elkError(world, { status, message: 'Invalid token', type: 'new_api_error' });
      }
      const used = ledger.usedUsd();
      const left = Math.max(0, ledger.totalUsd() - used);
      return jsonAnswer(200, {
        username: 'emulated',
        total_quota: ledger.totalUsd(),
        total_used_quota: used,
        request_count: ledger.charged().filter(({ service }) => service === 'elkapi').length,
        keys: [
          {
            name: 'default',
            remain_quota: facts.elkKeyQuota === 'unlimited' ? -1 : left,
            used_quota: used,
          },
        ],
      });
    },
  });
  addNotFound(app, 'balance', world, () => elkError(world, { status: 404, message: 'Not Found' }));
}
