import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { CallResult } from '../../engine/engine';
import type { Call } from '../../engine/exchange';

export interface WebhookServer {
  url: string;
  /** The result of each call that reached the node. */
  calls: CallResult[];
  close(): Promise<void>;
}

const objectSchema = z.record(z.any());

/** Accepts HTTP requests as n8n's server does: a body that is not a JSON object never reaches a node. */
export async function openWebhookServer(answer: (call: Call) => Promise<CallResult>): Promise<WebhookServer> {
  const calls: CallResult[] = [];
  const server = createServer((request, response) => {
    const enter = async () => {
      const body = objectSchema.safeParse(parse(await text(request)));
      if (!body.success) return response.writeHead(400).end();
      const { searchParams } = new URL(request.url ?? '', 'http://door');
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value]] : [],
        ),
      );
      const result = await answer({ query: Object.fromEntries(searchParams), body: body.data, headers });
      calls.push(result);
      return response.writeHead(result.status).end();
    };
    enter().catch(() => response.writeHead(500).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The door has no port');
  return {
    url: `http://127.0.0.1:${address.port}/door`,
    calls,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
