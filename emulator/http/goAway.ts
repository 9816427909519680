import type { Server } from 'node:http';

/**
 * Refuses all connections from now on; those that are open go on. Comes back to the same port after `ms`, or
 * with the signal.
 */
export function goAway(server: Server, ms: number | null, lifetime: AbortSignal): void {
  const address = server.address();
  if (address === null || typeof address === 'string') return;
  server.close();
  const comeBack = () => {
    clearTimeout(timer);
    if (!server.listening) server.listen(address.port, address.address);
  };
  const timer = ms === null ? undefined : setTimeout(comeBack, ms);
  lifetime.addEventListener('abort', comeBack, { once: true });
}
