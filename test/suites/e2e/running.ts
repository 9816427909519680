/** What the global set-up has started, for the teardown or an interrupted test run. */
interface Running {
  stop(): Promise<void>;
  /** Returns without waiting. */
  stopNow(): void;
}

let running: Running | undefined;

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function stopNow(): void {
  running?.stopNow();
  running = undefined;
}

/** Shells expect 128 + the signal's number. The exit handler does the work. */
function leave(): void {
  process.exit(130);
}

export function keepForTeardown(started: Running): void {
  running = started;
  process.once('exit', stopNow);
  for (const name of interruptions) process.once(name, leave);
}

export async function tearDown(): Promise<void> {
  process.off('exit', stopNow);
  for (const name of interruptions) process.off(name, leave);
  const started = running;
  running = undefined;
  await started?.stop();
}
