import { z } from 'zod';

/**
 * What the services' documentation leaves open, one switch each. The default is the most likely reading, but a client
 * is only correct if it works with all of them.
 */
export const factsSchema = z
  .object({
    /** The key of the message in Apikley's envelope. */
    msgKey: z.enum(['msg', 'message']),
    /** How Apikley reports errors: HTTP 200 with a `code` in the body, or the real HTTP status as well. */
    apikleyErrors: z.enum(['envelope', 'http']),
    /** What recordInfo answers about a task that does not exist (yet). */
    unknownTask: z.enum(['404', '422', 'nullData']),
    costTimeUnit: z.enum(['seconds', 'milliseconds']),
    /** Where `resultJson` has the transcript. */
    resultShape: z.enum(['resultObject', 'root', 'resultUrls', 'multichannel']),
    /** `speaker_id` on words: always, only when diarize was requested, or never. */
    speakerIds: z.enum(['always', 'asAsked', 'never']),
    /** `speaker_0` or 0. */
    speakerIdType: z.enum(['string', 'integer']),
    /** `belowZero`: what starts at 0 is reported slightly earlier. */
    wordTimes: z.enum(['numbers', 'strings', 'belowZero', 'null', 'missing']),
    /** `reversed`: the last word comes first. */
    wordOrder: z.enum(['spoken', 'reversed']),
    /** Tokens between words; `overlapping` ones end before they start, because of rounding. */
    spacing: z.enum(['normal', 'overlapping', 'none']),
    /** Whether logprob, audio_duration_secs, transcription_id and entities are present. */
    resultExtras: z.boolean(),
    failCodeType: z.enum(['string', 'number', 'null']),
    /** `data.recordId` beside `data.taskId` in createTask's answer. */
    recordId: z.boolean(),
    /** Where createTask's answer has the ID: in `data` or beside it, by which name, in a JSON string, or as `data`. */
    createdId: z.enum([
      ...(['data.taskId', 'data.task_id', 'data.recordId', 'data.record_id'] as const),
      ...(['taskId', 'task_id', 'jsonString', 'data'] as const),
    ]),
    /** Task IDs: `task_…`, or numbers. */
    taskIdType: z.enum(['string', 'number']),
    /** The type of `code` in Apikley's envelope; only a success may lack it. */
    codeType: z.enum(['number', 'string', 'absent']),
    /** `data` of recordInfo: an object, or JSON in a string. */
    detailsType: z.enum(['object', 'jsonString']),
    /** Whether Apikley's JSON and result files start with one. */
    byteOrderMark: z.boolean(),
    /** The spelling of `state`. */
    stateSpelling: z.enum(['documented', 'upperCase', 'completed', 'succeeded']),
    /** How many reads of a finished task return no result yet. */
    emptyReadings: z.number().int().nonnegative(),
    /** What `resultJson` contains until then. */
    emptyResult: z.enum(['emptyText', 'null', 'emptyObject', 'nullResult']),
    /** `creditsConsumed` in the task's details. */
    creditsConsumed: z.boolean(),
    /** `updateTime` and `progress` in the task's details. */
    progress: z.boolean(),
    /** Refuse an `audio_url` whose declared media type is not in the documented list. */
    audioTypeCheck: z.boolean(),
    /** Whether an overwritten upload is still served with its first content. */
    staleUploads: z.boolean(),
    /**
     * What both services hear in recordings that nobody taught them: invented words, or what tone speech really says,
     * for which ffmpeg must be installed. `carelessTones`: not everything near the ends of a recording is understood.
     */
    hearing: z.enum(['invented', 'tones', 'carelessTones']),

    callbackId: z.enum(['data.taskId', 'data.task_id', 'taskId', 'task_id']),
    callbackCredits: z.enum(['creditsConsumed', 'consumeCredits', 'none']),
    /** The outer `code` of a callback about a failed task. */
    callbackFailureCode: z.number().int(),
    /** Signs callbacks with this key; null if the account owner has not generated one. */
    webhookHmacKey: z.string().min(1).nullable(),
    callbackTries: z.number().int().positive(),
    callbackRetryMs: z.number().nonnegative(),
    callbackTimeLimitMs: z.number().positive(),
    /** Which HTTP statuses of the receiver count as received. */
    callbackAccepts: z.enum(['200', '2xx']),

    /** The declared type of ElkAPI's JSON transcripts. */
    elkJsonType: z.enum(['text/plain', 'application/json']),
    elkDuration: z.enum(['number', 'string']),
    /** The parts that verbose_json contains, whatever was requested. */
    elkVerboseParts: z.enum(['asAsked', 'segments', 'words', 'both', 'none']),
    elkUsage: z.boolean(),
    /** The name of the field for granularities. */
    elkGranularities: z.enum(['timestamp_granularities[]', 'timestamp_granularities', 'either']),
    /**
     * The response formats and fields that the gateway lets pass: those that the model takes, the same without
     * `verbose_json`, or all.
     */
    elkFormats: z.enum(['ofModel', 'noVerboseJson', 'all']),
    /** "(request id: …)" at the end of error messages. */
    elkRequestId: z.boolean(),
    elkQuotaCode: z.enum(['insufficient_user_quota', 'insufficient_quota']),
    /** Some gateway versions cannot count the tokens of a .webm. */
    elkWebm: z.enum(['accepted', 'count_token_failed']),
    /** Errors of the balance host: HTTP 200 with `{error}`, or a real status. */
    elkQuotaErrors: z.enum(['http200', 'http401']),
    /** The key's `remain_quota`: a number of USD, or -1 for unlimited. */
    elkKeyQuota: z.enum(['number', 'unlimited']),
    /** What careless gateways do to an answer: encode it as a JSON string, add a byte order mark, wrap it in `data`. */
    elkWrapping: z.enum(['none', 'jsonString', 'byteOrderMark', 'dataObject']),
    /** Whether numbers that a Python gateway could not compute appear as `NaN` in its JSON. */
    elkNumbers: z.enum(['numbers', 'NaN']),
    /** `text` next to segments and words. */
    elkText: z.enum(['there', 'empty', 'missing']),
    /** Which segments verbose_json has words for. */
    elkWords: z.enum(['all', 'everyOtherSegment']),
    /** Timestamps in verbose_json: as heard, as strings, or starting below zero and ending after the recording. */
    elkTimes: z.enum(['heard', 'text', 'outside']),
    /** The transcript, or what a gateway sends instead with HTTP 200, after charging. */
    elkAnswer: z.enum(['transcript', 'message', 'list', 'page']),
    /** How well-formed srt and vtt are. */
    elkCues: z.enum(['regular', 'emptyLines', 'noMilliseconds', 'fourDigits', 'negative']),
  })
  .strict();

export type Facts = z.infer<typeof factsSchema>;

export const defaultFacts: Readonly<Facts> = {
  msgKey: 'msg',
  apikleyErrors: 'envelope',
  unknownTask: '422',
  costTimeUnit: 'seconds',
  resultShape: 'resultObject',
  speakerIds: 'asAsked',
  speakerIdType: 'string',
  wordTimes: 'numbers',
  wordOrder: 'spoken',
  spacing: 'normal',
  resultExtras: true,
  failCodeType: 'string',
  recordId: true,
  createdId: 'data.taskId',
  taskIdType: 'string',
  codeType: 'number',
  detailsType: 'object',
  byteOrderMark: false,
  stateSpelling: 'documented',
  emptyReadings: 0,
  emptyResult: 'emptyText',
  creditsConsumed: true,
  progress: true,
  audioTypeCheck: true,
  staleUploads: false,
  hearing: 'invented',
  callbackId: 'data.taskId',
  callbackCredits: 'consumeCredits',
  callbackFailureCode: 501,
  webhookHmacKey: null,
  callbackTries: 3,
  callbackRetryMs: 1000,
  callbackTimeLimitMs: 15_000,
  callbackAccepts: '200',
  elkJsonType: 'text/plain',
  elkDuration: 'number',
  elkVerboseParts: 'asAsked',
  elkUsage: true,
  elkGranularities: 'timestamp_granularities[]',
  elkFormats: 'ofModel',
  elkRequestId: true,
  elkQuotaCode: 'insufficient_user_quota',
  elkWebm: 'accepted',
  elkQuotaErrors: 'http200',
  elkKeyQuota: 'number',
  elkWrapping: 'none',
  elkNumbers: 'numbers',
  elkText: 'there',
  elkWords: 'all',
  elkTimes: 'heard',
  elkAnswer: 'transcript',
  elkCues: 'regular',
};
