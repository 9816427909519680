import { fixtureNamed, fixtures } from '../../../emulator/recordings/fixtures';
import { fixtureFile } from '../../support/audio';
import type { Bench } from './bench';
import { anyAudio, everyday } from './samples';

/** The transcripts of all fixtures, under all usual file names. */
export function describeTranscribing(bench: Bench): void {
  const { service, setup, transcribe, sentAndCharged, submitted } = bench;

  describe('transcribes', () => {
    test.each(fixtures.filter(({ file }) => !setup.refusedFixtures.includes(file)))(
      '$file: its words and language, for the price of one',
      async ({ file, text, language, durationSeconds }) => {
        const transcript = await transcribe({ audio: fixtureFile(file) });
        expect(transcript).toMatchObject({
          provider: bench.provider.id,
          status: 'completed',
          text,
          language,
        });
        expect(transcript.durationSeconds).toBeCloseTo(durationSeconds, 1);
        expect(await sentAndCharged()).toEqual([1, 1]);
        expect(bench.clock.sleeps.length).toBeLessThanOrEqual(1);
      },
    );

    test('exactly the given bytes', async () => {
      await transcribe();
      const [charge] = await service.control.charged();
      expect(charge?.sha256).toBe(fixtureNamed(anyAudio).sha256);
    });

    test.each(everyday)('a file called "%s" of the type "%s"', async (fileName, mediaType, fixture) => {
      const audio = { ...fixtureFile(fixture), fileName, mediaType };
      expect((await transcribe({ audio })).text).toBe(fixtureNamed(fixture).text);
    });

    test('with single words and their timestamps, on request', async () => {
      const { words = [], durationSeconds = 0 } = await transcribe({ wantWords: true });
      const bare = (text: string) => text.replace(/[.,!?]+$/, '');
      expect(words.map(({ text }) => bare(text))).toEqual(
        fixtureNamed(anyAudio).words.map(({ text }) => bare(text)),
      );
      const times = words.flatMap(({ start = Number.NaN, end = Number.NaN }) => [start, end]);
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect(times.at(-1)).toBeLessThanOrEqual(durationSeconds);
    });

    test('through a Base URL that ends in a slash, too', async () => {
      bench.connect({ baseUrl: `${setup.settings(service.emulator).baseUrl}/` });
      expect((await transcribe()).text).toBe(fixtureNamed(anyAudio).text);
    });

    test('with the raw answer of the service', async () => {
      expect((await transcribe()).raw).toMatchObject({ text: fixtureNamed(anyAudio).text });
    });
  });

  describe('the language', () => {
    test('is passed on if it is given', async () => {
      await transcribe({ audio: fixtureFile('german.mp3'), language: 'de' });
      expect(setup.languageIn(await submitted())).toBe('de');
    });

    test('is left out if it is to be detected', async () => {
      await transcribe({ audio: fixtureFile('german.mp3') });
      const submit = await submitted();
      expect(setup.languageIn(submit)).toBeUndefined();
      expect(JSON.stringify(submit.fields)).not.toContain('language');
    });
  });
}
