import type { AudioFile } from '../../../transcription/audio/audio';
import { audioFile, fixtureFile } from '../../support/audio';
import { refusalOf } from '../../support/failure';
import type { Bench } from './bench';
import { anyAudio, everyday } from './samples';

/** The problems that are found before anything is sent. */
export function describeChecking(bench: Bench): void {
  const { service, setup, ask } = bench;

  describe('check()', () => {
    const files = everyday.map(([fileName, mediaType, fixture]) => ({
      ...fixtureFile(fixture),
      fileName,
      mediaType,
    }));

    test('gives the same result the second time', () => {
      for (const audio of files) {
        const once = bench.provider.check(ask({ audio, language: 'de', wantWords: true }));
        expect(bench.provider.check(once)).toEqual(once);
      }
    });

    test('does not change its input, and sends nothing', async () => {
      for (const audio of files) bench.provider.check(Object.freeze(ask({ audio: Object.freeze(audio) })));
      expect(await service.control.requests()).toEqual([]);
    });

    for (const [providerOptions, option] of setup.badOptions) {
      test(`refuses the options ${JSON.stringify(providerOptions)} and names "${option}"`, async () => {
        const error = await refusalOf(() => bench.provider.check(ask({ providerOptions })));
        expect(error).toMatchObject({ code: 'invalidInput', retryable: false });
        expect(error.message).toContain(option);
      });
    }

    test('ignores the options of other providers', () => {
      const { providerOptions } = bench.provider.check(ask());
      expect(
        bench.provider.check(ask({ providerOptions: { somebodyElses: 'option' } })).providerOptions,
      ).toEqual(providerOptions);
    });

    test.each<[string, AudioFile]>([
      ['empty', audioFile('a.mp3', 'audio/mpeg', new Uint8Array())],
      ['not audio', audioFile('notes.pdf', 'application/pdf', new Uint8Array(10))],
      ['too large', { ...fixtureFile(anyAudio), sizeBytes: 1024 ** 3 }],
      ...setup.refusedFixtures.map((file): [string, AudioFile] => [
        `of a format not taken (${file})`,
        fixtureFile(file),
      ]),
    ])('refuses a file that is %s', async (_what, audio) => {
      const error = await refusalOf(() => bench.provider.check(ask({ audio })));
      expect(error).toMatchObject({ code: 'invalidInput', retryable: false, mayHaveCharged: false });
    });
  });
}
