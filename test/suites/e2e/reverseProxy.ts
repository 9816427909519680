import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A reverse proxy in front of n8n that can reject callers with its own page, and a load balancer for several n8n. */
export interface ReverseProxy {
  /** n8n's public address. */
  url: string;
  /** Sets the target of accepted calls. With several, each call goes to a random one, whether it is up or not. */
  leadTo(...urls: string[]): void;
  /** From now on, the first call to each new path gets the next of these statuses instead of n8n's answer. */
  turnAway(statuses: readonly number[]): void;
  /** Resolves when this many callers have been rejected in total. */
  waitForTurnedAway(count: number, withinMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts it on a free port of this machine. */
export async function openReverseProxy(): Promise<ReverseProxy> {
  const seen = new Set<string>();
  let turnedAway = 0;
  let statuses: readonly number[] = [];
  let targets: readonly string[] = [];

  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url ?? '/', 'http://front.door');
    const [status, ...later] = statuses;
    if (status === undefined || seen.has(pathname)) return pass(oneOf(targets), asked, answer);
    seen.add(pathname);
    statuses = later;
    turnedAway += 1;
    asked.resume();
    answer.writeHead(status, { 'content-type': 'text/html' }).end(`<h1>${status}</h1><p>Please sign in.</p>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front door has no port.');

  return {
    url: `http://127.0.0.1:${address.port}`,
    leadTo: (...urls) => {
      targets = urls;
    },
    turnAway: (next) => {
      statuses = next;
    },
    waitForTurnedAway: async (count, withinMs) => {
      for (const until = performance.now() + withinMs; turnedAway < count; await sleep(50)) {
        if (performance.now() > until) throw new Error(`${turnedAway} of ${count} callers were turned away.`);
      }
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const oneOf = (targets: readonly string[]): string =>
  targets[Math.floor(Math.random() * targets.length)] ?? '';

function pass(target: string, asked: IncomingMessage, answer: ServerResponse): void {
  const { method, headers, url = '/' } = asked;
  const onward = request(new URL(url, target), { method, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  onward.on('error', () => answer.headersSent || answer.writeHead(502).end());
  asked.pipe(onward);
}
