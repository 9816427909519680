import type { Server } from 'node:http';

/**
 * Refuses new connections but keeps open ones. Listens on the same port again after `ms`, or once the signal is
 * aborted.
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
