import fc from 'fast-check';
import { hostileJson, jsonText, orHostile } from './json';
import { hostileText, keyText, spokenText } from './text';

const seconds = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40_000_000 }).map((ms) => ms / 1000) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[-0.02, '-0.02', -1, 0, 5, 1e9, 1e15, 1e300, 1.7e308, '12.5', '1'.repeat(400), '@@1e999@@'],
    ),
  },
);

const text = fc.oneof({ weight: 3, arbitrary: spokenText }, { weight: 1, arbitrary: hostileText });

const word = fc.record({
  text: orHostile(text),
  start: orHostile(seconds),
  end: orHostile(seconds),
  type: orHostile(fc.constantFrom('word', 'word', 'spacing', 'audio_event')),
  speaker_id: orHostile(fc.constantFrom('speaker_0', 'speaker_1', 0, 1, '__proto__', 'constructor', '')),
});

const channelFields = {
  text: orHostile(text),
  words: orHostile(fc.array(orHostile(word), { maxLength: 12 })),
  language_code: orHostile(fc.oneof(fc.constantFrom('eng', 'rus', 'en-US', 'zxx'), hostileText)),
  language_probability: orHostile(fc.double({ min: 0, max: 1 })),
  audio_duration_secs: orHostile(seconds),
};
const channel = fc.record({ ...channelFields, channel_index: orHostile(fc.integer({ min: 0, max: 3 })) });
const result = fc.record(
  { ...channelFields, transcripts: orHostile(fc.array(orHostile(channel), { maxLength: 3 })) },
  { requiredKeys: ['text', 'words'] },
);

/** The content of `resultJson`, in all of its forms. */
export const resultJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: result.map((resultObject) => jsonText({ resultObject })) },
  { weight: 1, arbitrary: result.map((resultObject) => jsonText({ resultObject: jsonText(resultObject) })) },
  { weight: 1, arbitrary: result.map(jsonText) },
  { weight: 1, arbitrary: result.map((resultObject) => ({ resultObject })) },
  {
    weight: 1,
    arbitrary: orHostile(fc.array(fc.oneof(fc.webUrl(), hostileText), { maxLength: 2 })).map((resultUrls) =>
      jsonText({ resultUrls }),
    ),
  },
  {
    weight: 1,
    arbitrary: orHostile(
      fc.constantFrom('', '{}', '[]', 'null', '{"resultObject":null}', '{"resultObject":{}}', '\ufeff{}'),
    ),
  },
);

const param = fc.oneof(
  hostileText.map((name) =>
    JSON.stringify({ input: JSON.stringify({ audio_url: `https://example.com/${name}.mp3?token=hush` }) }),
  ),
  fc.record({ input: fc.record({ audio_url: fc.oneof(fc.webUrl(), hostileText) }) }),
  hostileJson,
);

/** Unix milliseconds and impossible times. */
const time = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 42 }),
  fc.constantFrom(-1, 8.64e15, 8.64e15 + 1, 1e300, '@@1e999@@'),
);

/** An ID as gateways write it: a string, a number, or one that JavaScript can't hold. */
export const taskIdValue: fc.Arbitrary<unknown> = orHostile(
  fc.oneof(
    { weight: 4, arbitrary: keyText },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 ** 53 - 1 }) },
    { weight: 1, arbitrary: fc.constant('@@1789456123456789012@@') },
    { weight: 1, arbitrary: hostileText },
  ),
);

export const taskIdNames = ['taskId', 'task_id', 'recordId', 'record_id', 'id'] as const;

/** A selection of the names that an ID may have. */
export const taskIds = fc.record(
  {
    taskId: taskIdValue,
    task_id: taskIdValue,
    recordId: taskIdValue,
    record_id: taskIdValue,
    id: taskIdValue,
  },
  { requiredKeys: [] },
);

export const taskDetails = fc.record({
  taskId: taskIdValue,
  model: orHostile(fc.constant('elevenlabs/speech-to-text')),
  state: fc.oneof(
    { weight: 8, arbitrary: fc.constant('success') },
    {
      weight: 3,
      arbitrary: orHostile(
        fc.constantFrom(
          ...[
            'fail',
            'waiting',
            'generating',
            'SUCCESS',
            'Completed',
            'succeeded',
            'FAILED',
            'error',
            'PENDING',
          ],
          ...['warming_up', ''],
        ),
      ),
    },
  ),
  param: orHostile(param),
  resultJson: orHostile(resultJson),
  failCode: orHostile(fc.oneof(fc.constantFrom('500', 500, null), hostileText)),
  failMsg: orHostile(hostileText),
  createTime: orHostile(time),
  completeTime: orHostile(time),
  costTime: orHostile(time),
  creditsConsumed: orHostile(seconds),
});

/** @param beside fields that may occur next to `data` */
export const envelopeOf = (
  data: fc.Arbitrary<unknown>,
  beside: fc.Arbitrary<object> = fc.constant({}),
): fc.Arbitrary<unknown> =>
  fc.tuple(envelope(data), beside).map(([wrapped, more]) => ({ ...more, ...wrapped }));

const envelope = (data: fc.Arbitrary<unknown>) =>
  fc.record(
    {
      code: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom<unknown>(200, 200, 200, '200', undefined) },
        {
          weight: 2,
          arbitrary: orHostile(
            fc.constantFrom(0, 1, 401, 402, 404, 408, 413, 422, 429, 455, 500, 501, 505, 10_001, '501'),
          ),
        },
      ),
      msg: orHostile(fc.oneof(fc.constantFrom('success', 'recordInfo is null'), hostileText)),
      message: orHostile(hostileText),
      data: fc.oneof({ weight: 6, arbitrary: orHostile(data) }, { weight: 1, arbitrary: data.map(jsonText) }),
      success: orHostile(fc.boolean()),
    },
    { requiredKeys: ['code', 'msg', 'data'] },
  );
