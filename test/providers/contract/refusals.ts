import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { closedPort } from '../../support/closedPort';
import type { Bench } from './bench';
import { anyAudio, wrongKey } from './samples';

/** What the service may refuse, and what is retried because nothing was done. */
export function describeRefusals(bench: Bench): void {
  const { service, setup, spoil, transcribe, failure, sentAndCharged } = bench;

  describe('a wrong key', () => {
    beforeEach(() => bench.connect({ apiKey: wrongKey }));

    test('is reported at once, and costs nothing', async () => {
      const error = await failure(transcribe());
      expect(error).toMatchObject({ code: 'unauthorized', retryable: false, mayHaveCharged: false });
      expect(error.description).toContain('API Key');
      expect(bench.clock.sleeps).toEqual([]);
      expect(await service.control.charged()).toEqual([]);
    });

    test('is reported when the balance is read', async () => {
      expect(await failure(bench.provider.balance())).toMatchObject({
        code: 'unauthorized',
        retryable: false,
      });
      expect(bench.clock.sleeps).toEqual([]);
    });
  });

  test('an account without money is reported at once, and nothing is sent twice', async () => {
    await service.control.setBalance({ credits: 0, usd: 0 });
    const error = await failure(transcribe());
    expect(error).toMatchObject({
      code: 'insufficientCredits',
      retryable: false,
      mayHaveCharged: false,
    });
    expect(error.description).toContain('Top up');
    expect(await sentAndCharged()).toEqual([1, 0]);
    expect(bench.clock.sleeps).toEqual([]);
  });

  describe('a rate limit', () => {
    const busy = (headers: Record<string, string> = {}) => ({
      kind: 'http' as const,
      status: 429,
      headers,
    });

    test('is waited out for exactly as long as the service asks', async () => {
      await spoil(setup.submits, busy({ 'retry-after': '7' }));
      await spoil(setup.submits, busy({ 'retry-after-ms': '1500' }));
      await spoil(
        setup.submits,
        busy({ 'retry-after': new Date(bench.clock.startMs + 30_000).toUTCString() }),
      );
      expect((await transcribe()).text).toBe(fixtureNamed(anyAudio).text);
      expect(bench.clock.sleeps.slice(0, 3)).toEqual([7_000, 1_500, 21_500]);
      expect(await sentAndCharged()).toEqual([4, 1]);
    });

    test('is waited out for at most a minute at a time', async () => {
      await spoil(setup.submits, busy({ 'retry-after': '3600' }));
      await transcribe();
      expect(bench.clock.sleeps[0]).toBe(60_000);
    });

    test('that does not end is reported after ten minutes, and nothing was charged', async () => {
      await spoil(setup.submits, busy(), null);
      const error = await failure(transcribe());
      expect(error).toMatchObject({ code: 'rateLimited', retryable: true, mayHaveCharged: false });
      expect(bench.clock.elapsedMs).toBeGreaterThanOrEqual(600_000);
      expect(bench.clock.elapsedMs).toBeLessThan(620_000);
      expect((await sentAndCharged())[1]).toBe(0);
    });

    test('takes its own turn for each try', async () => {
      await spoil(setup.submits, busy(), 2);
      await transcribe();
      expect(bench.runtime.charges).toBe(3);
    });
  });

  test('a service that refuses the connection is retried, because nothing was sent', async () => {
    const address = await closedPort();
    bench.connect({ baseUrl: address, balanceUrl: address });
    const error = await failure(transcribe());
    expect(error).toMatchObject({ code: 'network', retryable: true, mayHaveCharged: false });
    expect(bench.clock.sleeps).toEqual([750, 1_500, 3_000, 6_000]);
    expect((await failure(bench.provider.balance())).code).toBe('network');
  });
}
