import { fetch } from 'undici';
import { z } from 'zod';
import { callbackRecordSchema } from './callbackRecord';
import { DEFAULT_WAIT_MS, taskRecordSchema, type EmulatorControl } from './control';
import { chargeSchema } from './ledger';
import { eventSchema } from './operations';
import { requestRecordSchema } from './recorder';

const answerSchema = z.union([z.object({ error: z.string() }), z.object({ result: z.unknown() })]);

type Answered<Result> = z.ZodType<Result, z.ZodTypeDef, unknown>;

/** Controls an emulator in another process. */
export function controlClient(url: string): EmulatorControl {
  const ask = async <Result>(
    result: Answered<Result>,
    path: string,
    init: { method: 'POST' | 'PUT'; body: string | Uint8Array; headers?: Record<string, string> },
  ): Promise<Result> => {
    const response = await fetch(new URL(path, url), init);
    const answer = answerSchema.parse(await response.json());
    if ('error' in answer) throw new Error(answer.error);
    return result.parse(answer.result);
  };
  const post = <Result>(result: Answered<Result>, verb: keyof EmulatorControl, ...given: unknown[]) =>
    ask(result, `/${verb}`, { method: 'POST', body: JSON.stringify(given) });
  const nothing = z.undefined();

  return {
    reset: () => post(nothing, 'reset'),
    setFacts: (facts) => post(nothing, 'setFacts', facts),
    planTasks: (plan) => post(nothing, 'planTasks', plan),
    // JSON turns Infinity into null, which is how unlimited `times` are written on the wire.
    planTask: (task) => post(nothing, 'planTask', task),
    addFault: (fault) => post(nothing, 'addFault', fault),
    clearFaults: () => post(nothing, 'clearFaults'),
    setRateLimit: (rate) => post(nothing, 'setRateLimit', rate),
    setReadLimit: (rate) => post(nothing, 'setReadLimit', rate),
    setBalance: (balance) => post(nothing, 'setBalance', balance),
    endTask: (taskId) => post(nothing, 'endTask', taskId),
    sendCallback: (order) => post(nothing, 'sendCallback', order),
    waitFor: (on, count, timeoutMs = DEFAULT_WAIT_MS) => post(nothing, 'waitFor', on, count, timeoutMs),
    requests: () => post(z.array(requestRecordSchema), 'requests'),
    tasks: () => post(z.array(taskRecordSchema), 'tasks'),
    callbacks: () => post(z.array(callbackRecordSchema), 'callbacks'),
    counts: () => post(z.record(eventSchema, z.number()), 'counts'),
    charged: () => post(z.array(chargeSchema), 'charged'),
    putFile: (name, bytes, contentType, options = {}) =>
      ask(
        z.string(),
        `/files/${encodeURIComponent(name)}?options=${encodeURIComponent(JSON.stringify(options))}`,
        {
          method: 'PUT',
          body: bytes,
          headers: contentType === undefined ? {} : { 'content-type': contentType },
        },
      ),
    serveFile: (name, path, contentType, options = {}) =>
      post(z.string(), 'serveFile', name, path, contentType ?? null, options),
  };
}
