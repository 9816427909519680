import type { Operation } from './operation';

export const getBalance: Operation = (run) => {
  const provider = run.providerFor();
  return async () => ({
    json: { ...(await run.pollPacer.run(() => provider.balance(), run.signal)) },
  });
};
