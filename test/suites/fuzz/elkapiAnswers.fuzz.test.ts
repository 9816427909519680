import fc from 'fast-check';
import { modelChoices } from '../../support/elkapiModels';
import { ElkapiProvider } from '../../../providers/elkapi/provider';
import { TranscriptionError } from '../../../transcription/errors';
import type { HttpBody, HttpResponse } from '../../../transcription/calls/http';
import { keptAnswer } from '../../../transcription/calls/keptAnswer';
import type { TranscriptionRequest } from '../../../transcription/provider';
import { spokenWords } from '../../../transcription/subtitles/spoken';
import { audioFile } from '../../support/audio';
import { AnsweringClient, runtimeWith } from './answeringClient';
import { answer, withBodies } from './arbitraries/answers';
import { hostileJson, jsonText, orHostile } from './arbitraries/json';
import { hostileText, spokenText } from './arbitraries/text';
import { errorProblems } from './errorProblems';
import { holds } from './holds';
import { balanceProblems, problemsOf } from './wellFormed';

const baseUrl = 'https://api.example.com/v1';
const balanceUrl = 'https://query.example.com';
const apiKey = 'sk-0123456789';

function asking(response: HttpResponse) {
  const client = new AnsweringClient(() => response);
  const runtime = runtimeWith(client);
  return { client, runtime, provider: new ElkapiProvider(runtime, { baseUrl, balanceUrl, apiKey }) };
}

function formatIn(body: HttpBody | undefined): string | undefined {
  if (body?.kind !== 'multipart') return undefined;
  return body.parts.find(([name]) => name === 'response_format')?.[1];
}

const seconds = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 40_000, noNaN: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-1, -0.02, 1e15, 1e300, 1.7e308, '7.5', '-0.1', '9'.repeat(400), '@@1e999@@'),
  },
  // Python's results of failed computations.
  { weight: 1, arbitrary: fc.constantFrom('@@NaN@@', '@@Infinity@@', '@@-Infinity@@') },
);
const text = fc.oneof({ weight: 3, arbitrary: spokenText }, { weight: 1, arbitrary: hostileText });

/** `diarized_json` names the speakers of its segments. */
const speaker = orHostile(
  fc.oneof(fc.constantFrom('A', 'B', 'Anna', '', ' ', 0, 1, 2.5, 'x'.repeat(300)), hostileText),
);

const verbose = fc.record(
  {
    text: fc.oneof({ weight: 8, arbitrary: text }, { weight: 1, arbitrary: hostileJson }),
    language: orHostile(fc.oneof(fc.constantFrom('english', 'german', 'haw', 'jw', ''), hostileText)),
    duration: orHostile(seconds),
    segments: orHostile(
      fc.array(
        orHostile(
          fc.record(
            { start: orHostile(seconds), end: orHostile(seconds), text: orHostile(text), speaker },
            { requiredKeys: ['start', 'end', 'text'] },
          ),
        ),
        {
          maxLength: 10,
        },
      ),
    ),
    words: orHostile(
      fc.array(
        orHostile(fc.record({ start: orHostile(seconds), end: orHostile(seconds), word: orHostile(text) })),
        {
          maxLength: 14,
        },
      ),
    ),
  },
  { requiredKeys: [] },
);

/** Wrappers that other gateways use for a transcript or an error. */
const wrapped = fc.oneof(
  fc.record({ code: orHostile(fc.constantFrom(0, 200, 500, '0')), message: orHostile(text), data: verbose }),
  fc.record({ result: verbose }),
  verbose.map((inner) => jsonText(inner)),
  fc.array(verbose, { maxLength: 3 }),
  fc.record({
    code: orHostile(fc.constantFrom(400, 500, 503)),
    message: orHostile(
      fc.oneof(fc.constantFrom('system busy', 'upstream overloaded', 'no data'), hostileText),
    ),
  }),
  fc.record({ detail: fc.array(fc.record({ msg: orHostile(text) }), { maxLength: 2 }) }),
);

const failure = fc.record({
  error: orHostile(
    fc.oneof(
      fc.record({
        message: orHostile(
          fc.oneof(
            fc.constantFrom(
              'Bad request. (request id: 7)',
              'Invalid file format.',
              'No available channel for model x',
              "response_format 'verbose_json' is not compatible with model 'x'. Use 'json' or 'text' instead.",
              "Invalid value for 'response_format': diarized_json",
            ),
            hostileText,
          ),
        ),
        type: orHostile(fc.constantFrom('new_api_error', 'insufficient_quota')),
        param: orHostile(fc.constantFrom(null, 'response_format', 'file')),
        code: orHostile(
          fc.oneof(
            fc.constantFrom(
              'insufficient_user_quota',
              'count_token_failed',
              'model_not_found',
              'overloaded_error',
              7,
            ),
            hostileText,
          ),
        ),
      }),
      hostileText,
    ),
  ),
});

const digits = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0')) },
  { weight: 1, arbitrary: fc.constantFrom('', '1', '000', '9'.repeat(20), '9'.repeat(400), '-1', 'x') },
);
const timestamp = fc
  .tuple(digits, digits, digits, fc.constantFrom(',', '.', ':', ''), digits, fc.constantFrom('', '-'))
  .map(
    ([hours, minutes, seconds_, mark, rest, sign]) =>
      `${sign}${hours}:${minutes}:${seconds_}${mark}${rest}${mark}0`,
  );
const cueText = fc.oneof(
  text,
  fc
    .tuple(
      fc.constantFrom(
        '<v Anna>',
        '<v.loud Bo',
        '<i>',
        '</v>',
        '&lt;',
        '&#0;',
        '&#x110000;',
        '{\\an8}',
        'NOTE',
      ),
      text,
    )
    .map((parts) => parts.join('')),
);
const subtitles = fc
  .tuple(
    fc.constantFrom('', 'WEBVTT\n\n', '\ufeffWEBVTT - title\n\n', '\ufeff', 'STYLE\n::cue{}\n\n'),
    fc.array(
      fc
        .tuple(
          fc.constantFrom('', '1\n', 'id\n'),
          timestamp,
          fc.constantFrom(' --> ', '-->', ' -> '),
          timestamp,
          cueText,
        )
        .map(([id, start, arrow, end, said]) => `${id}${start}${arrow}${end}\n${said}`),
      { maxLength: 6 },
    ),
    fc.constantFrom('\n\n', '\r\n\r\n', '\n', '\r', '\n\n\n \n'),
  )
  .map(([head, cues, between]) => head + cues.join(between));

const transcription = fc.oneof(
  { weight: 6, arbitrary: answer(verbose) },
  { weight: 3, arbitrary: answer(wrapped) },
  { weight: 3, arbitrary: withBodies(subtitles) },
  { weight: 2, arbitrary: answer(failure) },
);

const file = audioFile('call.mp3', 'audio/mpeg', new Uint8Array(16));

holds(
  'an answer is a transcript as it should be, or a failure in words, and is not asked for again when it may be paid',
  fc.record({
    response: transcription,
    choice: fc.constantFrom(...modelChoices),
    translate: fc.boolean(),
  }),
  7_000,
  async ({ response, choice, translate }) => {
    const { client, runtime, provider } = asking(response);
    const request: TranscriptionRequest = {
      audio: file,
      wantWords: true,
      providerOptions: choice,
    };
    const outcome = await (translate ? provider.translate(request) : provider.transcribe(request)).then(
      (transcript) => ({ problems: problemsOf(transcript), error: undefined }),
      (error: unknown) => ({ problems: errorProblems(error), error }),
    );
    expect(outcome.problems).toEqual([]);
    expect(runtime.charges).toBe(client.requests.length);
    const unread = outcome.error instanceof TranscriptionError && outcome.error.code === 'badAnswer';
    if (unread)
      expect(outcome.error).toMatchObject({ mayHaveCharged: true, answer: keptAnswer(response.body) });
    const certain = outcome.error instanceof TranscriptionError && !outcome.error.mayHaveCharged;
    if (!certain) expect(client.requests).toHaveLength(1);
    // A refused response format is asked for once in another way; the rest are retries.
    const formats = new Set(client.requests.map(({ body }) => formatIn(body)));
    expect(formats.size).toBeLessThanOrEqual(response.status === 400 ? 2 : 1);
  },
);

/** Each occurs once, so that losses and repetitions are visible. */
const sentences = fc
  .array(fc.constantFrom('one', 'two words', 'and three words', 'so many words in a row'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((texts) => texts.map((said, at) => `${said} number${at}.`));

const careless = fc.record({
  sentences,
  head: fc.constantFrom('', 'WEBVTT\n\n', '\ufeff'),
  /** Replaces the first space of each cue. */
  space: fc.constantFrom(' ', '\n', '\n\n', '\n \n\n'),
  number: fc.boolean(),
  time: fc.constantFrom<(seconds: number) => string>(
    (seconds) => `00:00:${String(seconds).padStart(2, '0')},000`,
    (seconds) => `00:${String(seconds).padStart(2, '0')}`,
    (seconds) => `${seconds}.0`,
    (seconds) => (seconds === 0 ? '-00:00:00.120' : `00:00:${String(seconds - 1).padStart(2, '0')},1000`),
  ),
  between: fc.constantFrom('\n', '\n\n', '\n\n\n'),
});

holds(
  'a subtitle file that is odd loses nothing',
  careless,
  3_000,
  async ({ sentences: said, head, space, number, time, between }) => {
    const cues = said.map((text, at) => {
      const timing = `${time(at * 2)} --> ${time(at * 2 + 2)}`;
      return `${number ? `${at + 1}\n` : ''}${timing}\n${text.replace(' ', space)}`;
    });
    const { provider } = asking({ status: 200, headers: {}, body: head + cues.join(between) });
    const transcript = await provider.transcribe({
      audio: file,
      wantWords: false,
      providerOptions: { responseFormat: 'srt' },
    });
    expect(transcript.segments).toEqual(said.map((text, at) => ({ start: at * 2, end: at * 2 + 2, text })));
    expect(transcript.text).toBe(said.join(' '));
  },
);

holds(
  'where some segments have words, all are said once, in order, each in its time',
  sentences.chain((said) =>
    fc.record({
      said: fc.constant(said),
      withWords: fc.array(fc.boolean(), { minLength: said.length, maxLength: said.length }),
      shift: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
    }),
  ),
  3_000,
  async ({ said, withWords, shift }) => {
    const length = 4;
    const segments = said.map((text, at) => ({
      start: at * length,
      end: (at + 1) * length,
      text: ` ${text}`,
    }));
    const words = said.flatMap((text, at) =>
      text.split(' ').flatMap((word, place, all) => {
        const start = at * length + shift + (place * length) / all.length;
        return withWords[at]
          ? [{ word: word.replace('.', ''), start, end: start + length / all.length }]
          : [];
      }),
    );
    const body = JSON.stringify({ text: said.join(' '), segments, words });
    const { provider } = asking({ status: 200, headers: {}, body });
    const transcript = await provider.transcribe({ audio: file, wantWords: true, providerOptions: {} });
    const whole = said.join(' ');
    expect(transcript.text).toBe(whole);
    const timed = spokenWords(transcript, false) ?? [];
    expect(timed.map(({ text }) => text).join(' ')).toBe(whole);
    for (const [at, text] of said.entries()) {
      const spoken = timed.filter((word) => text.includes(word.text) && word.text.startsWith('number'));
      expect(spoken).toHaveLength(1);
      expect(spoken.every(({ start, end }) => start > at * length - 1 && end <= (at + 1) * length + 1)).toBe(
        true,
      );
    }
  },
);

const quota = fc.record(
  {
    username: hostileText,
    total_quota: orHostile(seconds),
    total_used_quota: orHostile(seconds),
    keys: orHostile(
      fc.array(
        fc.record({ name: hostileText, remain_quota: orHostile(seconds), used_quota: orHostile(seconds) }),
        {
          maxLength: 2,
        },
      ),
    ),
  },
  { requiredKeys: [] },
);

holds(
  'a balance is made of numbers, or is a failure in words, which never holds the key',
  fc.oneof({ weight: 4, arbitrary: answer(quota) }, { weight: 1, arbitrary: answer(failure) }),
  6_000,
  async (response) => {
    const { provider } = asking(response);
    const problems = await provider.balance().then(balanceProblems, (error: unknown) => {
      expect(String(error)).not.toContain(apiKey);
      return errorProblems(error);
    });
    expect(problems).toEqual([]);
  },
);
