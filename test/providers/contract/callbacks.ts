import type { ProviderDefinition } from '../../../providers/registry';
import type { CallbackRecord } from '../../../emulator/callbackRecord';
import { closedPort } from '../../support/closedPort';
import type { Bench } from './bench';

/** What lets a callback wake the execution that waits for its task. */
export function describeCallbacks(
  bench: Bench,
  taskIdOfCallback: NonNullable<ProviderDefinition['taskIdOfCallback']>,
): void {
  const { service, ask } = bench;

  describe('a callback', () => {
    /** A task that has ended, and what was sent to report it. Nobody receives it, which does not matter here. */
    const ended = async (callbackUrl?: string): Promise<{ taskId: string; sent: CallbackRecord[] }> => {
      const { provider } = bench;
      if (provider.kind !== 'task') throw new Error('Only a provider of tasks makes callbacks');
      await service.control.setFacts({ callbackTries: 1 });
      const { taskId } = await provider.submit(provider.check(ask({ callbackUrl })));
      await service.control.endTask(taskId);
      if (callbackUrl !== undefined) await service.control.waitFor('callback', 1);
      return { taskId, sent: await service.control.callbacks() };
    };

    test('goes to the given URL, unchanged, and names the task', async () => {
      const url = `${await closedPort()}/webhook-waiting/7/transcribe?signature=a%2Fb&transcribe=c`;
      const { taskId, sent } = await ended(url);
      expect(sent.map((callback) => callback.url)).toEqual([url]);
      expect(sent.map(({ body }) => taskIdOfCallback(JSON.parse(body)))).toEqual([taskId]);
    });

    test('is not made if none was asked for', async () => {
      expect((await ended()).sent).toEqual([]);
    });

    test.each([
      [undefined],
      [null],
      [''],
      ['a text'],
      [7],
      [[]],
      [{}],
      [{ hello: 'world' }],
      [{ data: null }],
    ])('of the form %j names no task, and nothing is thrown', (body) => {
      expect(taskIdOfCallback(body)).toBeUndefined();
    });

    test('is no part of what is bought, so a retry with another resume URL pays nothing', () => {
      const purchase = (callbackUrl?: string) =>
        bench.provider.purchaseOf(bench.provider.check(ask({ callbackUrl })));
      expect(purchase('https://n8n.example.com/webhook-waiting/7')).toEqual(purchase());
    });
  });
}
