import { modelFamilies } from '../../../providers/elkapi/models';
import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { failureOf } from '../../support/failure';
import { useElkapi } from './useElkapi';

const bench = useElkapi();
const { service, translate } = bench;
const { spoil, received, sentAndCharged } = service;

const german = fixtureNamed('german.mp3');

describe('a translation', () => {
  test('is English, and says so', async () => {
    expect(await translate()).toMatchObject({
      text: german.translation,
      language: 'en',
      status: 'completed',
    });
    expect(await received('transcriptions')).toEqual([]);
  });

  test.each(modelFamilies.whisper.formats)('comes in %s', async (responseFormat) => {
    const transcript = await translate('german.mp3', { providerOptions: { responseFormat } });
    expect(transcript).toMatchObject({ text: german.translation, language: 'en' });
  });

  test('is requested without a language and without granularities', async () => {
    await translate('german.mp3', { language: 'de', wantWords: true, providerOptions: { prompt: 'Anna' } });
    const [sent] = await received('translations');
    expect(sent?.fields).toEqual({
      model: 'whisper-1',
      prompt: 'Anna',
      response_format: 'verbose_json',
      temperature: '0',
    });
  });

  test('is never sent twice when its answer is lost', async () => {
    await spoil('translations', { kind: 'drop', when: 'afterProcessing' });
    expect(await failureOf(translate())).toMatchObject({ code: 'submitUnclear', mayHaveCharged: true });
    expect(await sentAndCharged('translations')).toEqual([1, 1]);
  });

  test('waits out a rate limit', async () => {
    await spoil('translations', { kind: 'http', status: 429, headers: { 'retry-after': '7' } });
    expect((await translate()).text).toBe(german.translation);
    expect(bench.runtime.clock.sleeps).toEqual([7_000]);
    expect(bench.runtime.charges).toBe(2);
  });
});
