import { modelFamilies } from '../../../providers/elkapi/models';
import { providers } from '../../../providers/registry';
import type { AudioFile } from '../../../transcription/audio/audio';
import { writeTranscript } from '../../../transcription/formats/write';
import { answerBytes, type HttpRequest } from '../../../transcription/calls/http';
import type { TranscriptionRequest } from '../../../transcription/provider';
import { parseCues } from '../../../transcription/subtitles/parseCues';
import { defaultSubtitleRules } from '../../../transcription/subtitles/rules';
import type { Transcript } from '../../../transcription/transcript';
import type { Facts } from '../../../emulator/facts';
import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { audioFile, fixtureFile } from '../../support/audio';
import { failureOf, refusalOf } from '../../support/failure';
import { request, useElkapi } from './useElkapi';

const bench = useElkapi();
const { service, transcribe } = bench;
const { spoil, received, sentAndCharged } = service;

const english = fixtureNamed('english.mp3');
const german = fixtureNamed('german.mp3');

describe('the response format', () => {
  test.each(modelFamilies.whisper.formats)('%s brings the text', async (responseFormat) => {
    expect((await transcribe('german.mp3', { providerOptions: { responseFormat } })).text).toBe(german.text);
    expect((await received('transcriptions'))[0]?.fields).toMatchObject({ response_format: responseFormat });
  });

  test.each(modelFamilies.whisper.formats)(
    '%s of a silent recording returns an empty text',
    async (responseFormat) => {
      const transcript = await transcribe('silence.wav', { providerOptions: { responseFormat } });
      expect(transcript).toMatchObject({ status: 'completed', text: '' });
    },
  );

  test.each(['verbose_json', 'srt', 'vtt'])(
    '%s returns segments, which together are the text',
    async (format) => {
      const { segments = [] } = await transcribe('german.mp3', {
        providerOptions: { responseFormat: format },
      });
      expect(segments.length).toBeGreaterThan(1);
      expect(segments.map(({ text }) => text).join(' ')).toBe(german.text);
    },
  );

  test.each(['srt', 'vtt'] as const)('%s brings the file', async (format) => {
    const { subtitles } = await transcribe('german.mp3', { providerOptions: { responseFormat: format } });
    expect(Object.keys(subtitles ?? {})).toEqual([format]);
    expect(subtitles?.[format]).toContain('-->');
  });

  test.each(modelFamilies.whisper.formats)(
    '%s is accepted when words are wanted, too',
    async (responseFormat) => {
      const transcript = await transcribe('english.mp3', {
        wantWords: true,
        providerOptions: { responseFormat },
      });
      expect(transcript.words?.length).toBe(
        responseFormat === 'verbose_json' ? english.words.length : undefined,
      );
    },
  );
});

describe('a transcript', () => {
  test.each<Partial<Facts>>([
    { elkJsonType: 'application/json' },
    { elkDuration: 'string' },
    { elkUsage: false },
    { elkGranularities: 'either' },
    { elkVerboseParts: 'both' },
  ])('is the same under %j', async (fact) => {
    const comparable = async () => {
      const { raw, ...rest } = await transcribe('english.mp3', { wantWords: true });
      expect(raw).toBeDefined();
      return rest;
    };
    const usual = await comparable();
    expect(usual.segments?.length).toBeGreaterThan(1);
    await service.control.setFacts(fact);
    expect(await comparable()).toEqual(usual);
  });

  test('is available even without words and segments', async () => {
    await service.control.setFacts({ elkVerboseParts: 'none' });
    const transcript = await transcribe('english.mp3', { wantWords: true });
    expect(transcript).toMatchObject({ text: english.text, language: 'en' });
    expect(Object.keys(transcript)).not.toContain('segments');
  });
});

describe('a careless gateway', () => {
  const answered = async (responseFormat: string, facts: Partial<Facts>, name = 'german.mp3') => {
    await service.control.setFacts(facts);
    return await transcribe(name, { wantWords: true, providerOptions: { responseFormat } });
  };
  /** Everything except the raw answer. */
  const spoken = (transcript: Transcript): Transcript => ({
    ...transcript,
    raw: undefined,
    subtitles: undefined,
  });

  describe.each(modelFamilies.whisper.formats)('brings the same transcript in %s', (format) => {
    test.each<Partial<Facts>>([
      { elkWrapping: 'jsonString' },
      { elkWrapping: 'byteOrderMark' },
      { elkWrapping: 'dataObject' },
      { elkNumbers: 'NaN' },
      { elkTimes: 'text' },
    ])('with %j', async (facts) => {
      const usual = await answered(format, { elkVerboseParts: 'both' });
      expect(usual.text).toBe(german.text);
      expect(spoken(await answered(format, facts))).toEqual(spoken(usual));
    });

    test.each([
      ['message', 'ElkAPI answered with a message in place of a transcript: system busy.', 'system busy'],
      ['list', "ElkAPI's answer holds no transcript that could be read.", '[]'],
      ['page', 'ElkAPI answered with a web page in place of a transcript.', 'SlowDown'],
    ] as const)('or refuses a %s in its place, and keeps it', async (elkAnswer, message, kept) => {
      const error = await failureOf(answered(format, { elkAnswer }));
      expect(error).toMatchObject({ message, code: 'badAnswer', retryable: false, mayHaveCharged: true });
      expect(error.answer).toContain(kept);
      expect(await sentAndCharged('transcriptions')).toEqual([1, 1]);
    });
  });

  test.each(['empty', 'missing'] as const)('has a text of its segments where that is %s', async (elkText) => {
    for (const elkVerboseParts of ['segments', 'both'] as const) {
      expect((await answered('verbose_json', { elkText, elkVerboseParts })).text).toBe(german.text);
    }
  });

  test('gets a text from its words if there is neither text nor segments', async () => {
    const { text } = await answered('verbose_json', { elkText: 'missing', elkVerboseParts: 'words' });
    expect(text).toBe(german.text.replace(/[.,!?]/g, ''));
  });

  test('with words for only some segments loses nothing, and the others keep their timestamps', async () => {
    const dialogue = fixtureNamed('dialogue.mp3');
    const usual = await answered('verbose_json', { elkVerboseParts: 'both' }, 'dialogue.mp3');
    const sparse = await answered('verbose_json', { elkWords: 'everyOtherSegment' }, 'dialogue.mp3');
    expect(sparse).toMatchObject({ text: dialogue.text, segments: usual.segments });
    expect(sparse.words?.map(({ text }) => text)).toEqual(dialogue.words.map(({ text }) => text));
    for (const { start, end } of usual.segments ?? []) {
      expect(sparse.words).toContainEqual(expect.objectContaining({ start }));
      expect(sparse.words).toContainEqual(expect.objectContaining({ end }));
    }
    const file = writeTranscript(sparse, 'vtt', {
      speakerLabels: false,
      audioEvents: false,
      textTimes: false,
      rules: defaultSubtitleRules,
    });
    const cues = parseCues(file ?? '');
    expect(cues.map(({ text }) => text).join(' ')).toBe(dialogue.text);
    for (const { text, start, end } of usual.segments ?? []) {
      const shown = cues.filter((cue) => text.includes(cue.text));
      expect(shown.length).toBeGreaterThan(0);
      expect(shown[0]?.start).toBeCloseTo(start, 0);
      expect(shown.every((cue) => cue.start >= start - 0.001 && cue.start <= end)).toBe(true);
    }
  });

  test('has timestamps within the recording', async () => {
    const { segments = [], words = [] } = await answered('verbose_json', { elkTimes: 'outside' });
    for (const parts of [segments, words]) {
      expect(parts[0]?.start).toBe(0);
      expect(parts.every(({ end = 0 }) => end <= german.durationSeconds)).toBe(true);
    }
  });

  describe.each(['srt', 'vtt'] as const)('%s', (format) => {
    test.each([
      ['emptyLines', [0, 2.169, 2.3]],
      ['noMilliseconds', [0, 2, 2]],
      ['fourDigits', [0, 2, 2]],
      ['negative', [0, 2.169, 2.3]],
    ] as const)('with %s loses nothing', async (elkCues, [start, end, second]) => {
      const { text, segments } = await answered(format, { elkCues });
      expect(text).toBe(german.text);
      expect(segments).toHaveLength(2);
      expect(segments?.[0]).toMatchObject({ start, end });
      expect(segments?.[1]?.start).toBeCloseTo(second, 0);
    });
  });
});

test('whatever goes wrong in our code after a paid answer has arrived, the answer is kept', async () => {
  const now = () => {
    throw new RangeError('Invalid time value');
  };
  const clock = { now, sleep: async () => undefined };
  const { urls, keys } = service.emulator;
  const settings = { apiKey: keys.elkapi, baseUrl: urls.elkapi, balanceUrl: urls.balance };
  const provider = providers.elkapi.create({ ...bench.runtime, clock }, settings);
  const error = await failureOf(provider.transcribe(request(fixtureFile('english.mp3'))));
  expect(error).toMatchObject({ code: 'badAnswer', retryable: false, mayHaveCharged: true });
  expect(error.answer).toContain(english.text);
  expect(error.cause).toBeInstanceOf(RangeError);
});

describe('a purchase', () => {
  const bought = (change: Partial<TranscriptionRequest> = {}) =>
    JSON.stringify(bench.elkapi.purchaseOf(bench.elkapi.check(request(fixtureFile('english.mp3'), change))));

  test('is what matters to the service, in one order', () => {
    const providerOptions = { responseFormat: 'json', temperature: 0.5, prompt: 'Anna', model: 'whisper-2' };
    expect(bought({ language: 'de', providerOptions })).toBe(
      '{"language":"de","model":"whisper-2","prompt":"Anna","temperature":0.5,"responseFormat":"json"}',
    );
    expect(bought()).toBe(
      '{"language":null,"model":"whisper-1","prompt":"","temperature":0,"responseFormat":"verbose_json"}',
    );
  });

  test('is the same with and without words', () => {
    expect(bought({ wantWords: true })).toBe(bought());
  });

  test.each<Partial<TranscriptionRequest>>([
    { language: 'de' },
    { providerOptions: { model: 'whisper-2' } },
    { providerOptions: { prompt: 'Anna' } },
    { providerOptions: { temperature: 1 } },
    { providerOptions: { responseFormat: 'srt' } },
  ])('is a different one with %j', (change) => {
    expect(bought(change)).not.toBe(bought());
  });
});

test('an answer may be as large as a transcript, but a balance only small', async () => {
  const weights: number[] = [];
  const { http } = bench.runtime;
  const weighing = {
    ...bench.runtime,
    http: {
      send: (sent: HttpRequest) => {
        weights.push(sent.maxAnswerBytes);
        return http.send(sent);
      },
    },
  };
  const { urls, keys } = service.emulator;
  const provider = providers.elkapi.create(weighing, {
    apiKey: keys.elkapi,
    baseUrl: urls.elkapi,
    balanceUrl: urls.balance,
  });
  const asked = provider.check(request(fixtureFile('english.mp3')));
  await provider.transcribe(asked);
  await provider.translate(asked);
  await provider.balance();
  expect(weights).toEqual([answerBytes.transcript, answerBytes.transcript, answerBytes.other]);
});

describe('words', () => {
  test('have the punctuation that Whisper leaves out', async () => {
    const { words } = await transcribe('english.mp3', { wantWords: true });
    expect(words).toEqual(english.words.map(({ text, start, end }) => ({ text, start, end })));
  });

  test('provide the segments if there are none', async () => {
    await service.control.setFacts({ elkVerboseParts: 'words' });
    const { segments = [], words } = await transcribe('german.mp3', { wantWords: true });
    expect(segments.length).toBeGreaterThan(1);
    expect(segments.map(({ text }) => text).join(' ')).toBe(german.text);
    expect(words?.map(({ text }) => text).join(' ')).toBe(german.text);
  });
});

describe('the name under which a file is sent', () => {
  test.each([
    ['CALL.MPGA', '', 'CALL.mp3', 'audio/mpeg'],
    ['recording', 'audio/mpeg', 'recording.mp3', 'audio/mpeg'],
    ['voice.oga', '', 'voice.ogg', 'audio/ogg'],
    ['voice.opus', 'audio/ogg; codecs=opus', 'voice.ogg', 'audio/ogg'],
    ['take.wave', 'audio/x-wav', 'take.wav', 'audio/wav'],
  ])('%s of the type "%s" goes as %s', async (fileName, mediaType, sentAs, type) => {
    const audio = { ...fixtureFile('english.mp3'), fileName, mediaType };
    await bench.elkapi.transcribe(bench.elkapi.check(request(audio)));
    expect((await received('transcriptions'))[0]).toMatchObject({ fileName: sentAs, fileType: type });
  });

  test('does not help if the gateway can not read WebM: the error says to convert it', async () => {
    await service.control.setFacts({ elkWebm: 'count_token_failed' });
    const error = await failureOf(transcribe('english.webm'));
    expect(error).toMatchObject({ code: 'serverError', mayHaveCharged: false });
    expect(error.description).toContain('convert the file to MP3');
    expect(await service.control.charged()).toEqual([]);
  });
});

describe('the limit of 25 MiB for the whole request', () => {
  /** A recording of any size whose words the emulator knows. */
  async function recording(sizeBytes: number): Promise<AudioFile> {
    const bytes = new Uint8Array(sizeBytes);
    const speech = { durationSeconds: 60, text: 'A long one.', translation: 'A long one.', words: [] };
    await service.control.putFile('long.wav', bytes, 'audio/wav', { speech });
    return audioFile('long.wav', 'audio/wav', bytes);
  }
  const limit = 26_214_400;
  const roomForFields = 16 * 1024;

  test('is kept by the largest accepted file, with all fields around it', async () => {
    const providerOptions = { prompt: 'Anna, flower shop. '.repeat(50) };
    const largest = request(await recording(limit - roomForFields), {
      wantWords: true,
      language: 'en',
      providerOptions,
    });
    expect((await bench.elkapi.transcribe(bench.elkapi.check(largest))).text).toBe('A long one.');
    const [sent] = await received('transcriptions');
    expect(sent?.bodyBytes).toBeLessThanOrEqual(limit);
    expect(sent?.bodyBytes).toBeGreaterThan(limit - roomForFields);
  });

  test('refuses one byte more before anything is sent, with a way out', async () => {
    const tooLarge = { ...fixtureFile('english.wav'), sizeBytes: limit - roomForFields + 1 };
    const error = await refusalOf(() => bench.elkapi.check(request(tooLarge)));
    expect(error.code).toBe('invalidInput');
    expect(error.message).toContain(
      'ElkAPI takes a little less than 25 MB at most. Use Apikley (up to 200 MB)',
    );
    expect(await service.control.requests()).toEqual([]);
  });

  test('appears in the message with the actual size', async () => {
    const tooLarge = { ...fixtureFile('english.wav'), sizeBytes: Math.round(31.2 * 1024 * 1024) };
    expect((await refusalOf(() => bench.elkapi.check(request(tooLarge)))).message).toBe(
      'The audio file is 31.2 MB, ElkAPI takes 25 MB at most. Use Apikley (up to 200 MB), or split the file first.',
    );
  });
});

describe('the language', () => {
  test('has two letters, or is refused with a way out', async () => {
    const error = await refusalOf(() =>
      bench.elkapi.check(request(fixtureFile('english.mp3'), { language: 'yue' })),
    );
    expect(error).toMatchObject({ code: 'invalidInput', retryable: false });
    expect(error.message).toContain('"yue"');
    expect(error.description).toMatch(/Detect Automatically.*Apikley/);
  });
});

describe('an error of the gateway', () => {
  test.each([409, 500, 503])(
    '(%i) allows the whole file to be sent again, because it charged nothing',
    async (status) => {
      const headers = { 'retry-after-ms': '1500', 'retry-after': '2' };
      await spoil('transcriptions', { kind: 'openaiError', status, message: 'Local fault', headers }, 2);
      expect((await transcribe()).text).toBe(english.text);
      expect(bench.runtime.clock.sleeps).toEqual([1_500, 1_500]);
      expect((await received('transcriptions')).map(({ fileSha256 }) => fileSha256)).toEqual(
        Array(3).fill(english.sha256),
      );
      expect(await sentAndCharged('transcriptions')).toEqual([3, 1]);
    },
  );

  test.each(['insufficient_user_quota', 'insufficient_quota'] as const)(
    'about money (%s) is not mistaken for a rate limit, although it comes with 429',
    async (elkQuotaCode) => {
      await service.control.setFacts({ elkQuotaCode });
      await service.control.setBalance({ usd: 0 });
      expect(await failureOf(transcribe())).toMatchObject({ code: 'insufficientCredits', retryable: false });
      expect(await sentAndCharged('transcriptions')).toEqual([1, 0]);
    },
  );

  test.each([true, false])('is reported without the request ID (sent: %s)', async (elkRequestId) => {
    await service.control.setFacts({ elkRequestId });
    const error = await failureOf(transcribe('english.mp3', { language: 'xx' }));
    expect(error.code).toBe('rejected');
    expect(error.message).toBe(
      "ElkAPI rejected the request: Invalid language 'xx'. Language parameter must be specified in ISO-639-1 format.",
    );
  });

  test('inside an HTTP 200 is an error all the same', async () => {
    await spoil('transcriptions', { kind: 'openaiError', status: 200, message: 'Upstream said no' });
    expect(await failureOf(transcribe())).toMatchObject({ code: 'rejected', retryable: false });
    expect(await sentAndCharged('transcriptions')).toEqual([1, 0]);
  });
});

describe('a recording at a URL', () => {
  const audio = { kind: 'url', url: 'https://example.com/english.mp3' } as const;
  const asked: TranscriptionRequest = { audio, wantWords: false, providerOptions: {} };

  test('is not for ElkAPI, which says so beforehand', async () => {
    expect(bench.elkapi.fetchesUrls).toBe(false);
    expect(bench.elkapi.check(asked).audio).toEqual(audio);
  });

  test('is a bug where it is sent all the same, and nothing is asked of the gateway', async () => {
    await expect(bench.elkapi.transcribe(asked)).rejects.toThrow('ElkAPI is given files only');
    expect(await received('transcriptions')).toEqual([]);
  });
});
