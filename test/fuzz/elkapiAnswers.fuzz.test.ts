import fc from 'fast-check';
import { elkapiResponseFormats } from '../../providers/elkapi/options';
import { ElkapiProvider } from '../../providers/elkapi/provider';
import { TranscriptionError } from '../../transcription/errors';
import type { HttpResponse } from '../../transcription/http';
import type { TranscriptionRequest } from '../../transcription/provider';
import { audioFile } from '../support/audio';
import { AnsweringClient, runtimeWith } from './answeringClient';
import { answer, withBodies } from './arbitraries/answers';
import { hostileJson, orHostile } from './arbitraries/json';
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

const seconds = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 40_000, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 1e15, 1e300, 1.7e308, '7.5', '9'.repeat(400), '@@1e999@@') },
);
const text = fc.oneof({ weight: 3, arbitrary: spokenText }, { weight: 1, arbitrary: hostileText });

const verbose = fc.record(
  {
    text: fc.oneof({ weight: 8, arbitrary: text }, { weight: 1, arbitrary: hostileJson }),
    language: orHostile(fc.oneof(fc.constantFrom('english', 'german', 'haw', 'jw', ''), hostileText)),
    duration: orHostile(seconds),
    segments: orHostile(
      fc.array(
        orHostile(fc.record({ start: orHostile(seconds), end: orHostile(seconds), text: orHostile(text) })),
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
  { requiredKeys: ['text'] },
);

const failure = fc.record({
  error: orHostile(
    fc.oneof(
      fc.record({
        message: orHostile(fc.oneof(fc.constant('Bad request. (request id: 7)'), hostileText)),
        type: orHostile(fc.constantFrom('new_api_error', 'insufficient_quota')),
        code: orHostile(
          fc.oneof(fc.constantFrom('insufficient_user_quota', 'count_token_failed', 7), hostileText),
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
  .tuple(digits, digits, digits, fc.constantFrom(',', '.', ':', ''), digits)
  .map(([hours, minutes, seconds_, mark, rest]) => `${hours}:${minutes}:${seconds_}${mark}${rest}0`);
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
    fc.constantFrom('\n\n', '\r\n\r\n', '\n', '\r'),
  )
  .map(([head, cues, between]) => head + cues.join(between));

const transcription = fc.oneof(
  { weight: 6, arbitrary: answer(verbose) },
  { weight: 3, arbitrary: withBodies(subtitles) },
  { weight: 2, arbitrary: answer(failure) },
);

const file = audioFile('call.mp3', 'audio/mpeg', new Uint8Array(16));

holds(
  'an answer is a transcript as it should be, or a failure in words, and is not asked for again when it may be paid',
  fc.record({
    response: transcription,
    responseFormat: fc.constantFrom(...elkapiResponseFormats),
    translate: fc.boolean(),
  }),
  7_000,
  async ({ response, responseFormat, translate }) => {
    const { client, runtime, provider } = asking(response);
    const request: TranscriptionRequest = {
      audio: file,
      wantWords: true,
      providerOptions: { responseFormat },
    };
    const outcome = await (translate ? provider.translate(request) : provider.transcribe(request)).then(
      (transcript) => ({ problems: problemsOf(transcript), error: undefined }),
      (error: unknown) => ({ problems: errorProblems(error), error }),
    );
    expect(outcome.problems).toEqual([]);
    expect(runtime.charges).toBe(client.requests.length);
    const certain = outcome.error instanceof TranscriptionError && !outcome.error.mayHaveCharged;
    if (!certain) expect(client.requests).toHaveLength(1);
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
