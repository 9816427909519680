import type { RequestFault } from '../../support/useEmulator';
import type { Bench } from './bench';
import { unreadableAnswers, wrongKey } from './samples';

/** How a provider reports a task that it was given. */
export function describeTasks(bench: Bench, readsTask: RequestFault['on']): void {
  const { service, spoil, received, failure, ask } = bench;

  describe('a task', () => {
    let taskId: string;
    const tasks = () => {
      const { provider } = bench;
      if (provider.kind !== 'task') throw new Error('Only a provider of tasks has tasks');
      return provider;
    };
    const read = async () => await tasks().read(taskId);

    beforeEach(async () => {
      ({ taskId } = await tasks().submit(tasks().check(ask())));
      await service.control.endTask(taskId);
    });

    test('is read once per call, whatever the outcome', async () => {
      await spoil(readsTask, { kind: 'http', status: 503 });
      expect((await failure(read())).retryable).toBe(true);
      expect(await received(readsTask)).toHaveLength(1);
      expect(bench.clock.sleeps).toEqual([]);
    });

    test.each<[string, RequestFault['action']]>([
      ['a broken connection', { kind: 'drop', when: 'afterBody' }],
      ['half an answer', { kind: 'drop', when: 'midAnswer' }],
      ['a rate limit', { kind: 'http', status: 429 }],
      ['a proxy that times out', { kind: 'http', status: 504, body: '<html></html>' }],
      ['a proxy that gives up on the request', { kind: 'http', status: 408, body: '<html></html>' }],
      ...unreadableAnswers.map(([what, body, contentType]): [string, RequestFault['action']] => [
        what,
        { kind: 'body', body, contentType },
      ]),
    ])('is not given up because of %s', async (_what, action) => {
      await spoil(readsTask, action);
      expect(await failure(read())).toMatchObject({ retryable: true, mayHaveCharged: false });
      expect(await read()).toMatchObject({ state: 'completed' });
    });

    test('is not read at any other host', async () => {
      await spoil(readsTask, { kind: 'redirect', to: `${service.emulator.urls.files}/audio/german.mp3` });
      await failure(read());
      expect((await service.control.requests()).filter(({ path }) => path.includes('german'))).toEqual([]);
    });

    test('can not be read with a wrong key', async () => {
      bench.connect({ apiKey: wrongKey });
      expect(await failure(read())).toMatchObject({ code: 'unauthorized', retryable: false });
    });

    test('that does not exist is a state and not an error', async () => {
      taskId = 'task_unknown';
      await expect(read()).resolves.toEqual({ state: 'notFound' });
    });
  });
}
