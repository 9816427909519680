import type { Bench } from './bench';
import { unreadableAnswers } from './samples';

/** Paid requests are not retried unless it is certain that nothing was done. */
export function describeSendingOnce(bench: Bench): void {
  const { setup, spoil, transcribe, failure, sentAndCharged } = bench;

  describe('is never sent twice', () => {
    const lost = { code: 'submitUnclear', retryable: false, mayHaveCharged: true };

    test('when the work was done and its answer is lost', async () => {
      await spoil(setup.submits, { kind: 'drop', when: 'afterProcessing' });
      expect(await failure(transcribe())).toMatchObject(lost);
      expect(await sentAndCharged()).toEqual([1, 1]);
    });

    test('when the answer breaks off', async () => {
      await spoil(setup.submits, { kind: 'drop', when: 'midAnswer' });
      expect(await failure(transcribe())).toMatchObject(lost);
      expect(await sentAndCharged()).toEqual([1, 1]);
    });

    test('when the answer is shorter than declared', async () => {
      await spoil(setup.submits, {
        kind: 'body',
        body: '{"code":200,"text":"He',
        contentLength: 5_000,
        when: 'afterProcessing',
      });
      expect(await failure(transcribe())).toMatchObject(lost);
      expect(await sentAndCharged()).toEqual([1, 1]);
    });

    test.each(['beforeBody', 'afterBody'] as const)('when the connection breaks %s', async (when) => {
      await spoil(setup.submits, { kind: 'drop', when });
      expect(await failure(transcribe())).toMatchObject(lost);
      expect(await sentAndCharged()).toEqual([1, 0]);
    });

    test.each(unreadableAnswers)('when the answer is %s', async (_what, body, contentType) => {
      await spoil(setup.submits, { kind: 'body', body, contentType, when: 'afterProcessing' });
      const error = await failure(transcribe());
      expect(error).toMatchObject({ code: 'badAnswer', retryable: false, mayHaveCharged: true });
      expect(error.message + error.description).not.toMatch(/<html|Welcome/);
      expect(await sentAndCharged()).toEqual([1, 1]);
    });

    test.each([500, 502, 503, 504])('when a proxy answers %i in place of the service', async (status) => {
      await spoil(setup.submits, {
        kind: 'http',
        status,
        headers: { 'content-type': 'text/html' },
        body: '<html><body>Bad gateway</body></html>',
        when: 'afterProcessing',
      });
      expect(await failure(transcribe())).toMatchObject({ retryable: false, mayHaveCharged: true });
      expect(await sentAndCharged()).toEqual([1, 1]);
      expect(bench.clock.sleeps).toEqual([]);
    });
  });
}
