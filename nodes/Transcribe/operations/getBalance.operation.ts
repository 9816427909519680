import type { Operation } from './operation';

/** What the account has left. */
export const getBalance: Operation = (run) => {
  const provider = run.providerFor();
  return async () => {
    await run.pollPacer.take(run.signal);
    return { json: { ...(await provider.balance()) } };
  };
};
