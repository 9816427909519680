import { buffer } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  balanceSchema,
  callbackOrderSchema,
  DEFAULT_WAIT_MS,
  fileOptionsSchema,
  rateSchema,
  readRateSchema,
  type EmulatorControl,
} from './control';
import { factsSchema } from './facts';
import { faultSchema } from './faults';
import { plannedTaskSchema, planChangeSchema } from './taskPlans';
import { eventSchema } from './operations';

/**
 * The control over HTTP: `POST /<verb>` with the verb's parameters as a JSON array, answered by
 * `{ result }` or, with status 400, `{ error }`. Files arrive by `PUT /files/<name>?options=<JSON>`.
 */
export function controlServer(app: FastifyInstance, control: EmulatorControl): void {
  const verb = <Parameters>(
    name: keyof EmulatorControl,
    parameters: z.ZodType<Parameters, z.ZodTypeDef, unknown>,
    run: (parameters: Parameters) => Promise<unknown>,
  ) => {
    app.post(`/${name}`, async (request, reply) => {
      try {
        const text = (await buffer(request.raw)).toString('utf8');
        const given: unknown = JSON.parse(text === '' ? '[]' : text);
        return { result: await run(parameters.parse(given)) };
      } catch (error) {
        return reply.status(400).send({ error: error instanceof Error ? error.message : String(error) });
      }
    });
  };
  const none = z.tuple([]);

  verb('reset', none, () => control.reset());
  verb('setFacts', z.tuple([factsSchema.partial()]), ([facts]) => control.setFacts(facts));
  verb('planTasks', z.tuple([planChangeSchema]), ([plan]) => control.planTasks(plan));
  verb('planTask', z.tuple([plannedTaskSchema]), ([task]) => control.planTask(task));
  verb('addFault', z.tuple([faultSchema]), ([fault]) => control.addFault(fault));
  verb('clearFaults', none, () => control.clearFaults());
  verb('setRateLimit', z.tuple([rateSchema]), ([rate]) => control.setRateLimit(rate));
  verb('setReadLimit', z.tuple([readRateSchema]), ([rate]) => control.setReadLimit(rate));
  verb('setBalance', z.tuple([balanceSchema]), ([balance]) => control.setBalance(balance));
  verb('endTask', z.tuple([z.string()]), ([taskId]) => control.endTask(taskId));
  verb('sendCallback', z.tuple([callbackOrderSchema]), ([order]) => control.sendCallback(order));
  verb(
    'waitFor',
    z.tuple([eventSchema, z.number(), z.number().default(DEFAULT_WAIT_MS)]),
    ([on, count, timeoutMs]) => control.waitFor(on, count, timeoutMs),
  );
  verb('requests', none, () => control.requests());
  verb('tasks', none, () => control.tasks());
  verb('callbacks', none, () => control.callbacks());
  verb('counts', none, () => control.counts());
  verb('charged', none, () => control.charged());
  verb(
    'serveFile',
    z.tuple([z.string(), z.string(), z.string().nullable(), fileOptionsSchema]),
    ([name, path, contentType, options]) => control.serveFile(name, path, contentType ?? undefined, options),
  );

  app.put<{ Params: { name: string }; Querystring: { options?: string } }>(
    '/files/:name',
    async (request, reply) => {
      const bytes = await buffer(request.raw);
      const options = fileOptionsSchema.safeParse(JSON.parse(request.query.options ?? '{}'));
      if (!options.success) return reply.status(400).send({ error: options.error.message });
      const { name } = request.params;
      return { result: await control.putFile(name, bytes, request.headers['content-type'], options.data) };
    },
  );
}
