import { z } from 'zod';

/**
 * What the services' pages leave open, one switch each. The default is the reading held most likely;
 * a client is right only when it works with every one of them.
 */
export const factsSchema = z
  .object({
    /** The key of the message in Apikley's envelope. */
    msgKey: z.enum(['msg', 'message']),
    /** Apikley's errors: HTTP 200 with a `code` in the body, or the real HTTP status beside it. */
    apikleyErrors: z.enum(['envelope', 'http']),
    /** What recordInfo answers for a task it does not know (yet). */
    unknownTask: z.enum(['404', '422', 'nullData']),
    costTimeUnit: z.enum(['seconds', 'milliseconds']),
    /** Where the transcript is within `resultJson`. */
    resultShape: z.enum(['resultObject', 'root', 'resultUrls', 'multichannel']),
    /** `speaker_id` on words: with every word, only when diarize was asked for, or never. */
    speakerIds: z.enum(['always', 'asAsked', 'never']),
    /** `speaker_0`, or 0. */
    speakerIdType: z.enum(['string', 'integer']),
    /** `belowZero`: what is at the beginning is slightly before it. */
    wordTimes: z.enum(['numbers', 'strings', 'belowZero', 'null', 'missing']),
    /** `reversed`: the last word comes first. */
    wordOrder: z.enum(['spoken', 'reversed']),
    /** Tokens between words; `overlapping` ones end before they start, by rounding. */
    spacing: z.enum(['normal', 'overlapping', 'none']),
    /** logprob, audio_duration_secs, transcription_id, entities: there or not. */
    resultExtras: z.boolean(),
    failCodeType: z.enum(['string', 'number', 'null']),
    /** `data.recordId` beside `data.taskId` in createTask's answer. */
    recordId: z.boolean(),
    /** Where createTask's answer has the ID: in `data` or beside it, under a name, within JSON in a string, or as `data`. */
    createdId: z.enum([
      ...(['data.taskId', 'data.task_id', 'data.recordId', 'data.record_id'] as const),
      ...(['taskId', 'task_id', 'jsonString', 'data'] as const),
    ]),
    /** The IDs of tasks: `task_…`, or numbers. */
    taskIdType: z.enum(['string', 'number']),
    /** The `code` of Apikley's envelope; only a success goes without one. */
    codeType: z.enum(['number', 'string', 'absent']),
    /** `data` of recordInfo: an object, or JSON in a string. */
    detailsType: z.enum(['object', 'jsonString']),
    /** Before Apikley's JSON, and that of result files. */
    byteOrderMark: z.boolean(),
    /** The words in `state`. */
    stateSpelling: z.enum(['documented', 'upperCase', 'completed', 'succeeded']),
    /** So many readings of a finished task show no result yet. */
    emptyReadings: z.number().int().nonnegative(),
    /** What stands in `resultJson` meanwhile. */
    emptyResult: z.enum(['emptyText', 'null', 'emptyObject', 'nullResult']),
    /** `creditsConsumed` in the task's details. */
    creditsConsumed: z.boolean(),
    /** `updateTime` and `progress` in the task's details. */
    progress: z.boolean(),
    /** Refuse an `audio_url` whose declared media type is not in the documented list. */
    audioTypeCheck: z.boolean(),
    /** An overwritten upload goes on being served with its first content. */
    staleUploads: z.boolean(),

    callbackId: z.enum(['data.taskId', 'data.task_id', 'taskId', 'task_id']),
    callbackCredits: z.enum(['creditsConsumed', 'consumeCredits', 'none']),
    /** The outer `code` of a callback about a failed task. */
    callbackFailureCode: z.number().int(),
    /** With a key, callbacks are signed; null: the account owner has not generated one. */
    webhookHmacKey: z.string().min(1).nullable(),
    callbackTries: z.number().int().positive(),
    callbackRetryMs: z.number().nonnegative(),
    callbackTimeLimitMs: z.number().positive(),
    /** Whether only HTTP 200 counts as received, or any 2xx. */
    callbackAccepts: z.enum(['200', '2xx']),

    /** The declared type of ElkAPI's JSON transcripts. */
    elkJsonType: z.enum(['text/plain', 'application/json']),
    elkDuration: z.enum(['number', 'string']),
    /** What verbose_json brings, whatever was asked for. */
    elkVerboseParts: z.enum(['asAsked', 'segments', 'words', 'both', 'none']),
    elkUsage: z.boolean(),
    /** How the field for granularities is spelt. */
    elkGranularities: z.enum(['timestamp_granularities[]', 'timestamp_granularities', 'either']),
    /** "(request id: …)" at the end of error messages. */
    elkRequestId: z.boolean(),
    elkQuotaCode: z.enum(['insufficient_user_quota', 'insufficient_quota']),
    /** Some gateway versions cannot count the tokens of a .webm. */
    elkWebm: z.enum(['accepted', 'count_token_failed']),
    /** Errors of the balance host: HTTP 200 with `{error}`, or a real status. */
    elkQuotaErrors: z.enum(['http200', 'http401']),
    /** The key's `remain_quota`: a number of USD, or -1 for unlimited. */
    elkKeyQuota: z.enum(['number', 'unlimited']),
    /** What careless gateways do to an answer: put it into a JSON string, behind a byte order mark, into `data`. */
    elkWrapping: z.enum(['none', 'jsonString', 'byteOrderMark', 'dataObject']),
    /** Numbers that a Python gateway could not compute stand as `NaN` in its JSON. */
    elkNumbers: z.enum(['numbers', 'NaN']),
    /** `text` beside segments and words. */
    elkText: z.enum(['there', 'empty', 'missing']),
    /** For which segments verbose_json brings words: each, or every other one. */
    elkWords: z.enum(['all', 'everyOtherSegment']),
    /** Times of verbose_json: those heard, as text, or beginning below zero and ending behind the recording. */
    elkTimes: z.enum(['heard', 'text', 'outside']),
    /** The transcript, or what a gateway says in its place, with HTTP 200 and after the charge. */
    elkAnswer: z.enum(['transcript', 'message', 'list', 'page']),
    /** How well srt and vtt are formed. */
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
