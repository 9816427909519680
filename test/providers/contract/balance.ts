import { anyNumber } from '../../emulator/matchers';
import type { Bench } from './bench';
import { unreadableAnswers } from './samples';

export function describeBalance(bench: Bench): void {
  const { setup, spoil, failure } = bench;

  describe('the balance', () => {
    test('is a number in a unit', async () => {
      const balance = await bench.provider.balance();
      expect(balance).toMatchObject({ provider: bench.provider.id, remaining: anyNumber });
      expect(['credits', 'USD']).toContain(balance.unit);
      expect(bench.runtime.charges).toBe(0);
    });

    test('is retried when that is safe', async () => {
      await spoil(setup.asksBalance, { kind: 'drop', when: 'afterBody' });
      await spoil(setup.asksBalance, { kind: 'http', status: 503 });
      await spoil(setup.asksBalance, { kind: 'http', status: 429, headers: { 'retry-after': '7' } });
      await expect(bench.provider.balance()).resolves.toMatchObject({ provider: bench.provider.id });
      expect(bench.clock.sleeps).toEqual([750, 1_500, 7_000]);
    });

    test.each(unreadableAnswers)('can not be read from %s', async (_what, body, contentType) => {
      await spoil(setup.asksBalance, { kind: 'body', body, contentType }, null);
      expect((await failure(bench.provider.balance())).code).toBe('badAnswer');
    });
  });
}
