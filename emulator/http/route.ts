import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { RequestAction } from '../faultActions';
import type { Host, Operation, Subject } from '../operations';
import type { RequestRecord } from '../recorder';
import type { World } from '../world';
import { declaresMore, sendAnswer, sendHalf, type Answer } from './answer';
import { noBody, type Body, type BodyReader } from './body';
import { faultAnswer } from './faultAnswer';
import { goAway } from './goAway';
import { describeBody, recordOf } from './record';

/** One request on its way through the emulator. */
export interface Exchange {
  record: RequestRecord;
  params: Record<string, string>;
  body: Body;
}

export interface Route {
  operation: Operation;
  method: 'GET' | 'POST';
  url: string;
  read: BodyReader;
  /** What faults may match, as far as the request reveals it. */
  subject(exchange: Exchange): Subject;
  handle(exchange: Exchange): Promise<Answer> | Answer;
}

const paramsSchema = z.record(z.string());

/** A test that waits for longer has failed. */
const longestHoldMs = 60_000;

type Stage = 'beforeBody' | 'afterBody' | 'afterProcessing' | 'midAnswer';

/** Serves a route: record → faults → body → faults → the work → faults → answer. */
export function addRoute(app: FastifyInstance, host: Host, world: World, route: Route): void {
  app.route({
    method: route.method === 'GET' ? ['GET', 'HEAD'] : route.method,
    url: route.url,
    handler: (request, reply) => serve(host, world, route, request, reply),
  });
}

/** Answers and records requests for which the service has no route. */
export function addNotFound(app: FastifyInstance, host: Host, world: World, answer: Route['handle']): void {
  const route = {
    operation: 'unknown' as const,
    read: noBody,
    subject: ({ record }: Exchange) => ({ path: record.path }),
    handle: answer,
  };
  app.setNotFoundHandler((request, reply) => serve(host, world, route, request, reply));
}

async function serve(
  host: Host,
  world: World,
  route: Omit<Route, 'method' | 'url'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  reply.hijack();
  const { raw } = request;
  const record = recordOf(host, route.operation, request);
  const exchange: Exchange = {
    record,
    params: paramsSchema.parse(request.params),
    body: { json: undefined },
  };
  const lifetime = world.lifetime;
  world.recorder.add(record);
  raw.on('data', (chunk: Buffer) => (record.bodyBytes += chunk.length));
  raw.pause();
  /** Set when the script closed the connection, so the client is not counted as gone. */
  let broken = false;
  reply.raw.on('close', () => {
    if (broken || reply.raw.writableFinished || lifetime.aborted) return;
    record.aborted = true;
    world.recorder.count('aborted');
  });

  /** Runs the script for one stage and returns whether the request ends here. */
  const scripted = async (stage: Stage, answer?: Answer): Promise<boolean> => {
    // A fault strikes the same request only once, even an unlimited one.
    const struck = new Set<RequestAction>();
    for (;;) {
      // After a reset, the new script is not meant for this request.
      lifetime.throwIfAborted();
      const action = world.faults.take(
        route.operation,
        route.subject(exchange),
        (candidate) => isAt(stage)(candidate) && !struck.has(candidate),
      );
      if (action === undefined) return false;
      struck.add(action);
      if (action.kind === 'delay') {
        await pause(action.ms, undefined, { signal: lifetime });
        continue;
      }
      if (action.kind === 'hold') {
        await world.recorder.waitFor(action.until, action.count, longestHoldMs);
        continue;
      }
      if (action.kind === 'goAway') {
        // A kept-alive connection would let the client come back.
        reply.raw.setHeader('connection', 'close');
        goAway(request.server.server, action.ms, lifetime);
        continue;
      }
      if (action.kind === 'drop' || action.kind === 'stall') {
        broken ||= action.kind === 'drop';
        if (stage === 'midAnswer' && answer) await sendHalf(reply.raw, answer);
        if (action.kind === 'stall') world.stalled.add(raw.socket);
        else if (action.reset) raw.socket.resetAndDestroy();
        else raw.socket.destroy();
        return true;
      }
      const scriptedAnswer = faultAnswer(action, world.facts, answer);
      if (!scriptedAnswer) return false;
      await send(scriptedAnswer);
      return true;
    }
  };
  const send = async (answer: Answer) => {
    record.status = answer.status;
    broken ||= declaresMore(answer);
    await sendAnswer(reply.raw, answer, raw.method !== 'HEAD');
  };

  try {
    if (await scripted('beforeBody')) return;
    exchange.body = await route.read(raw, world.store);
    describeBody(record, exchange.body);
    if (await scripted('afterBody')) return;
    const answer = await route.handle(exchange);
    if (await scripted('afterProcessing', answer)) return;
    if (await scripted('midAnswer', answer)) return;
    await send(answer);
  } catch (error) {
    if (raw.socket.destroyed || lifetime.aborted || reply.raw.headersSent) raw.socket.destroy();
    else await send({ status: 500, body: `Emulator fault: ${String(error)}` });
  }
}

const isAt = (stage: Stage) => (action: RequestAction) => 'when' in action && action.when === stage;
