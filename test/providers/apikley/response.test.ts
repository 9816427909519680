import { readEnvelope } from '../../../providers/apikley/errorEnvelope';
import { locateResult, taskFailure, toTranscript } from '../../../providers/apikley/response';
import { type TaskDetails, taskDetailsSchema } from '../../../providers/apikley/wire';
import type { Transcript } from '../../../transcription/transcript';
import multichannel from './replies/multichannel.json';
import resultObject from './replies/resultObject.json';
import sparse from './replies/sparse.json';

function detailsIn(reply: object) {
  const envelope = readEnvelope({ status: 200, headers: {}, body: JSON.stringify(reply) });
  return taskDetailsSchema.parse(envelope?.data);
}

function transcriptFrom(details: TaskDetails): Transcript {
  const located = locateResult(details.resultJson);
  if (located?.at !== 'here') throw new Error('There is no result in the answer');
  return toTranscript('task_1', details, located.result, located.raw);
}

/** A whole answer of recordInfo on its way to a transcript. */
const transcriptOf = (reply: object) => transcriptFrom(detailsIn(reply));

/** The same with another result in it. */
const withResultJson = (resultJson: unknown) => transcriptFrom({ ...detailsIn(resultObject), resultJson });
const withResult = (result: object) => withResultJson({ resultObject: result });

describe('a result with everything in it', () => {
  const transcript = transcriptOf(resultObject);

  test('becomes a transcript: words without the spaces between them, and the sounds apart', () => {
    expect(transcript).toEqual({
      provider: 'apikley',
      model: 'elevenlabs/speech-to-text',
      status: 'completed',
      taskId: 'task_1',
      text: 'Ever tried. (laughs) Never failed.',
      language: 'en',
      languageProbability: 0.99,
      durationSeconds: 3.2,
      words: [
        { text: 'Ever', start: 0.14, end: 0.339, speaker: 'speaker_0' },
        { text: 'tried.', start: 0.459, end: 0.88, speaker: 'speaker_0' },
        { text: 'Never', start: 1.7, end: 2.02, speaker: 'speaker_1' },
        { text: 'failed.', start: 2.1, end: 2.66, speaker: 'speaker_1' },
      ],
      audioEvents: [{ text: '(laughs)', start: 0.92, end: 1.6 }],
      speakers: ['speaker_0', 'speaker_1'],
      creditsConsumed: 1.5,
      createdAt: '2025-09-11T09:49:24.490Z',
      completedAt: '2025-09-11T09:49:32.755Z',
      raw: transcript.raw,
    });
  });

  test('keeps the answer as it came', () => {
    expect({ resultObject: transcript.raw }).toEqual(JSON.parse(resultObject.data.resultJson));
  });
});

describe('a result with little in it', () => {
  const transcript = transcriptOf(sparse);

  test('keeps what can be read: words without times, numbers in strings, not a word that is none', () => {
    expect(transcript.text).toBe('One two three.');
    expect(transcript.words).toEqual([
      { text: 'One' },
      { text: 'two' },
      { text: 'three.', start: 1.5, end: 2.25 },
    ]);
  });

  test('has no column for what is not known', () => {
    expect(Object.keys(transcript).sort()).toEqual(
      ['model', 'provider', 'raw', 'status', 'taskId', 'text', 'words'].sort(),
    );
    expect(transcript.model).toBe('elevenlabs/speech-to-text');
  });
});

describe('a recording of several channels', () => {
  const transcript = transcriptOf(multichannel);

  test('tells a speaker by the channel, and by the id within it', () => {
    expect(transcript.speakers).toEqual(['channel_0_speaker_0', 'channel_1']);
  });

  test('has the words of all channels in the order in which they were spoken', () => {
    expect(transcript.words?.map(({ text }) => text)).toEqual(['Hallo?', 'Müller,', 'hier.', 'Ja.']);
  });

  test('has the text of each channel on a line, and what holds for the whole', () => {
    expect(transcript).toMatchObject({
      text: 'Hallo? Ja.\nMüller, hier.',
      language: 'de',
      languageProbability: 0.98,
      durationSeconds: 2.5,
    });
  });

  test('of which one is silent is not disturbed by it', () => {
    const silent = { channel_index: 0, text: '', words: [] };
    const spoken = { channel_index: 1, language_code: 'eng', text: 'Hello.', words: [{ text: 'Hello.' }] };
    expect(withResult({ transcripts: [silent, spoken] })).toMatchObject({
      text: 'Hello.',
      language: 'en',
      speakers: ['channel_1'],
    });
  });

  test('of which there is one after all is as any other', () => {
    const only = { channel_index: 0, text: 'Hello.', words: [{ text: 'Hello.', speaker_id: 'speaker_0' }] };
    expect(withResult({ transcripts: [only] }).speakers).toEqual(['speaker_0']);
  });
});

test('without a text, the words with what is between them are the text', () => {
  const words = [{ text: 'Hello' }, { text: ' ', type: 'spacing' }, { text: 'Anna.' }];
  expect(withResult({ words }).text).toBe('Hello Anna.');
});

test('speakers are listed in the order in which they first speak', () => {
  const words = ['speaker_1', 'speaker_0', 'speaker_1'].map((speaker_id) => ({ text: 'a', speaker_id }));
  expect(withResult({ words }).speakers).toEqual(['speaker_1', 'speaker_0']);
});

test('a token of a kind that nobody has heard of counts as a word', () => {
  expect(withResult({ text: 'Hm.', words: [{ text: 'Hm.', type: 'filler' }] }).words).toHaveLength(1);
});

describe('where the result is', () => {
  const result = { text: 'Hello.', words: [] };

  test.each<[string, unknown]>([
    ['in resultObject, as JSON in a string', JSON.stringify({ resultObject: result })],
    ['at the root', JSON.stringify(result)],
    ['in an object that is no string', { resultObject: result }],
    [
      'in resultObject, although a URL is there, too',
      { resultObject: result, resultUrls: ['https://a.example/r'] },
    ],
    ['at the root, although a URL is there, too', { ...result, resultUrls: ['https://a.example/r'] }],
  ])('%s', (_where, resultJson) => {
    expect(locateResult(resultJson)).toMatchObject({ at: 'here', result: { text: 'Hello.' } });
  });

  test('behind the first URL', () => {
    const resultUrls = ['https://a.example/r?sig=1', 'https://b.example/r'];
    expect(locateResult(JSON.stringify({ resultUrls }))).toEqual({ at: 'url', url: resultUrls[0] });
  });

  test.each<[string, unknown]>([
    ['an empty string', ''],
    ['blanks', ' \n'],
    ['null', null],
    ['null as JSON', 'null'],
    ['an empty object', '{}'],
    ['an empty result', '{"resultObject":{}}'],
    ['a result without words', '{"resultObject":{"text":"","words":[]}}'],
  ])('nowhere, because nothing was said: %s', (_what, resultJson) => {
    expect(withResultJson(resultJson)).toMatchObject({ status: 'completed', text: '' });
  });

  test.each(['not JSON', '{"resultObject":', '[]', '"text"', '7'])(
    'nowhere, because %s is no result',
    (text) => {
      expect(locateResult(text)).toBeUndefined();
    },
  );
});

describe('a task that failed', () => {
  test.each([
    ['its message', 'The file is broken. ', '500', 'The file is broken (task ID task_1).'],
    ['its code, as a string', undefined, '500', 'code 500 (task ID task_1).'],
    ['its code, as a number', '', 500, 'code 500 (task ID task_1).'],
    ['nothing at all', undefined, undefined, 'no reason was given (task ID task_1).'],
  ])('is told with %s', (_what, message, code, said) => {
    const error = taskFailure('task_1', message, code);
    expect(error.message).toBe(`Apikley could not transcribe the recording: ${said}`);
    expect(error).toMatchObject({ code: 'taskFailed', taskId: 'task_1', retryable: false });
  });
});
