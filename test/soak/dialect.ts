import type { Facts } from '../../emulator/facts';
import type { Random } from './random';

/** Another interpretation of what the provider's documentation leaves open. It may change while tasks run. */
export function dialectOf(random: Random): Partial<Facts> {
  return {
    msgKey: random.oneOf(['msg', 'message']),
    apikleyErrors: random.oneOf(['envelope', 'http']),
    unknownTask: random.oneOf(['404', '422', 'nullData']),
    resultShape: random.oneOf(['resultObject', 'root', 'resultUrls']),
    callbackId: random.oneOf(['data.taskId', 'data.task_id', 'taskId', 'task_id']),
    callbackAccepts: random.oneOf(['200', '2xx']),
    elkJsonType: random.oneOf(['text/plain', 'application/json']),
    elkDuration: random.oneOf(['number', 'string']),
  };
}
