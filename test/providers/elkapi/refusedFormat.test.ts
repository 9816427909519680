import { z } from 'zod';
import { assertSuccess } from '../../../providers/elkapi/errorEnvelope';
import { formatInstead, RefusedFormat } from '../../../providers/elkapi/refusedFormat';
import type { ElkapiResponseFormat } from '../../../providers/elkapi/responseFormats';
import { TranscriptionError } from '../../../transcription/errors';
import { SubmitLedger } from '../../../transcription/tasks/submitLedger';
import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { failureOf, refusalOf } from '../../support/failure';
import { useElkapi } from './useElkapi';

const form = z.object({ response_format: z.string() });

const openai = (message: string, param: string | null = null) => ({
  error: { message, type: 'invalid_request_error', param, code: null },
});
const refused = (body: object, status = 400) =>
  refusalOf(() =>
    assertSuccess({ status, headers: {}, body: JSON.stringify(body) }, { call: 'transcribe', nowMs: 0 }),
  );

describe('the format that a refusal names', () => {
  test.each<[string, ElkapiResponseFormat, ElkapiResponseFormat | undefined]>([
    [
      "response_format 'verbose_json' is not compatible with model 'x'. Use 'json' or 'text' instead.",
      'verbose_json',
      'json',
    ],
    ["response_format 'verbose_json' is not compatible. Use 'text' instead.", 'verbose_json', 'text'],
    [
      "Invalid value for response_format: 'diarized_json'. Supported: 'json', 'verbose_json'",
      'diarized_json',
      'verbose_json',
    ],
    ['response_format is not supported', 'srt', 'json'],
    ["response_format 'json' is not supported", 'json', undefined],
    ["response_format 'json' is not supported. Use 'text'", 'json', 'text'],
  ])('%s', async (message, asked, expected) => {
    const error = await refused(openai(message));
    if (!(error instanceof RefusedFormat)) throw error;
    expect(formatInstead(error, asked)).toBe(expected);
    expect(error).toMatchObject({ code: 'rejected', mayHaveCharged: false, retryable: false });
  });

  test('is also found if only the field is named', async () => {
    expect(await refused(openai('Unsupported value', 'response_format'))).toBeInstanceOf(RefusedFormat);
  });

  test.each<[string, object, number]>([
    ['another field', openai('Invalid temperature', 'temperature'), 400],
    ["another server's page", { detail: "response_format 'verbose_json' is not supported" }, 400],
    ['a server error', openai("response_format 'verbose_json' failed"), 500],
    ['a success', openai("response_format 'verbose_json' failed"), 200],
  ])('is not looked for in a refusal that is about something else: %s', async (_what, body, status) => {
    expect(await refused(body, status)).not.toBeInstanceOf(RefusedFormat);
  });
});

describe('a gateway that refuses the format of a model', () => {
  const bench = useElkapi();
  const { service, transcribe, translate } = bench;
  const english = fixtureNamed('english.mp3');
  const sentFormats = async (operation: 'transcriptions' | 'translations' = 'transcriptions') =>
    (await service.received(operation)).map(({ fields }) => form.parse(fields).response_format);
  const refuse = (
    times: number | null,
    message = "response_format 'x' is not supported. Use 'json' instead.",
  ) => service.spoil('transcriptions', { kind: 'openaiError', status: 400, message }, times);

  test('is asked once more in the one that it names, which is the only one that costs', async () => {
    await service.control.setFacts({ elkFormats: 'noVerboseJson' });
    const transcript = await transcribe('english.mp3', { wantWords: true });
    expect(transcript).toMatchObject({ text: english.text, model: 'whisper-1' });
    expect(transcript.warning).toBe(
      'ElkAPI refused Verbose JSON for whisper-1, so the transcript came as JSON, which may hold less. Set Response Format to JSON to save the second upload next time.',
    );
    expect(await sentFormats()).toEqual(['verbose_json', 'json']);
    expect(await service.control.charged()).toHaveLength(1);
    expect(bench.runtime.charges).toBe(2);
  });

  test('is asked once more for a translation, too', async () => {
    await service.control.setFacts({ elkFormats: 'noVerboseJson' });
    expect((await translate('german.mp3')).text).toBe(fixtureNamed('german.mp3').translation);
    expect(await sentFormats('translations')).toEqual(['verbose_json', 'json']);
  });

  test('is never asked a third time', async () => {
    await refuse(null);
    const error = await failureOf(transcribe());
    expect(error).toMatchObject({ code: 'rejected', mayHaveCharged: false });
    expect(error.description).toContain('Set Response Format');
    expect(await sentFormats()).toEqual(['verbose_json', 'json']);
  });

  test('is not asked again for the format that it has just refused', async () => {
    await refuse(null, "response_format 'json' is not supported");
    await failureOf(transcribe('english.mp3', { providerOptions: { responseFormat: 'json' } }));
    expect(await sentFormats()).toEqual(['json']);
  });

  test('is not asked again for anything else', async () => {
    await refuse(null, 'Invalid value for language');
    await failureOf(transcribe());
    expect(await sentFormats()).toEqual(['verbose_json']);
  });

  test('leaves a ledger in which the second attempt counts as sent, and the first as never made', async () => {
    await refuse(1);
    await service.spoil('transcriptions', { kind: 'drop', when: 'afterBody' });
    const store: Record<string, unknown> = {};
    const ledger = new SubmitLedger(store, '0', { bought: 'a', near: 'a' });
    const seen: unknown[] = [];
    const { charge } = bench.runtime;
    Object.assign(bench.runtime, {
      charge: async <T>(send: () => Promise<T>): Promise<T> => {
        seen.push(Object.keys(store).length);
        return await charge(() => ledger.charge(send));
      },
    });
    const error = await failureOf(transcribe());
    expect(error.mayHaveCharged).toBe(true);
    expect(seen).toEqual([0, 0]);
    expect(() => ledger.assertClear('ElkAPI')).toThrow(TranscriptionError);
    expect(await sentFormats()).toEqual(['verbose_json', 'json']);
  });
});
