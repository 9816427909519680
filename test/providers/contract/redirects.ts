import { fixtureFile } from '../../support/audio';
import type { Bench } from './bench';
import { anyAudio } from './samples';

/** The key and the recording are sent only to the provider's own service. */
export function describeRedirects(bench: Bench): void {
  const { service, setup, spoil, transcribe, failure, sentAndCharged } = bench;

  describe('a redirect is not followed', () => {
    const elsewhere = () => `${service.emulator.urls.files}/audio/${anyAudio}`;
    const visited = async () =>
      (await service.control.requests()).filter(({ path }) => path.endsWith(anyAudio));

    test.each([301, 302, 307, 308])('with a recording (%i)', async (status) => {
      await spoil(setup.submits, { kind: 'redirect', status, to: elsewhere() });
      const error = await failure(transcribe({ audio: fixtureFile('german.mp3') }));
      expect(error).toMatchObject({ retryable: false, mayHaveCharged: false });
      expect(await visited()).toEqual([]);
      expect(await sentAndCharged()).toEqual([1, 0]);
    });

    test('and reported as what it is: a Base URL that points elsewhere', async () => {
      await spoil(setup.submits, { kind: 'redirect', status: 301, to: elsewhere() });
      expect((await failure(transcribe())).description).toContain('Base URL');
    });

    test('with a balance request', async () => {
      await spoil(setup.asksBalance, { kind: 'redirect', to: elsewhere() }, null);
      await failure(bench.provider.balance());
      expect(await visited()).toEqual([]);
    });
  });
}
