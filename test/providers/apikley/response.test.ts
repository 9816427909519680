import { readEnvelope } from '../../../providers/apikley/envelope';
import { locateResult } from '../../../providers/apikley/locate';
import { emptyTranscript, toTranscript } from '../../../providers/apikley/response';
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

/** Turns a complete answer of recordInfo into a transcript. */
const transcriptOf = (reply: object) => transcriptFrom(detailsIn(reply));

/** The same with another result. */
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
      sourceName: 'ever.mp3',
      text: 'Ever tried. Never failed.',
      language: 'en',
      languageProbability: 0.99,
      durationSeconds: 3.2,
      segments: [
        { start: 0.14, end: 0.88, text: 'Ever tried.', speaker: 'speaker_0' },
        { start: 1.7, end: 2.66, text: 'Never failed.', speaker: 'speaker_1' },
      ],
      words: [
        { text: 'Ever', start: 0.14, end: 0.339, speaker: 'speaker_0' },
        { text: 'tried.', start: 0.459, end: 0.88, speaker: 'speaker_0' },
        { text: 'Never', start: 1.7, end: 2.02, speaker: 'speaker_1' },
        { text: 'failed.', start: 2.1, end: 2.66, speaker: 'speaker_1' },
      ],
      audioEvents: [{ text: '(laughs)', start: 0.92, end: 1.6, speaker: 'speaker_0' }],
      speakers: ['speaker_0', 'speaker_1'],
      creditsConsumed: 1.5,
      createdAt: '2025-09-11T09:49:24.490Z',
      completedAt: '2025-09-11T09:49:32.755Z',
      raw: transcript.raw,
    });
  });

  test('keeps the raw answer', () => {
    expect({ resultObject: transcript.raw }).toEqual(JSON.parse(resultObject.data.resultJson));
  });
});

describe('a result with little in it', () => {
  const transcript = transcriptOf(sparse);

  test('keeps what can be read: words without timestamps, numbers in strings, but not invalid words', () => {
    expect(transcript.text).toBe('One two three.');
    expect(transcript.words).toEqual([
      { text: 'One' },
      { text: 'two' },
      { text: 'three.', start: 1.5, end: 2.25 },
    ]);
  });

  test('has segments if any timestamp is available', () => {
    expect(transcript.segments).toEqual([{ start: 1.5, end: 2.25, text: 'One two three.' }]);
  });

  test('omits unknown values', () => {
    expect(Object.keys(transcript).sort()).toEqual(
      ['model', 'provider', 'raw', 'segments', 'sourceName', 'status', 'taskId', 'text', 'words'].sort(),
    );
    expect(transcript.model).toBe('elevenlabs/speech-to-text');
  });
});

describe('a recording of several channels', () => {
  const transcript = transcriptOf(multichannel);

  test('identifies a speaker by the channel and the ID within it', () => {
    expect(transcript.speakers).toEqual(['channel_0_speaker_0', 'channel_1']);
  });

  test('has the words of all channels in the order in which they were spoken', () => {
    expect(transcript.words?.map(({ text }) => text)).toEqual(['Hallo?', 'Müller,', 'hier.', 'Ja.']);
  });

  test('has a line for each turn, and the properties of the whole', () => {
    expect(transcript).toMatchObject({
      text: 'Hallo?\nMüller, hier.\nJa.',
      language: 'de',
      languageProbability: 0.98,
      durationSeconds: 2.5,
    });
  });

  test('has the segments of all channels in their order', () => {
    expect(transcript.segments).toEqual([
      { start: 0.2, end: 0.6, text: 'Hallo?', speaker: 'channel_0_speaker_0' },
      { start: 0.9, end: 1.8, text: 'Müller, hier.', speaker: 'channel_1' },
      { start: 2, end: 2.3, text: 'Ja.', speaker: 'channel_0_speaker_0' },
    ]);
  });

  /** The words of one channel, half a second each. */
  const channel = (channel_index: number, text: string, from: number, words = text.split(' ')) => ({
    channel_index,
    text,
    words: words.map((word, index) => ({
      text: word,
      start: from + index / 2,
      end: from + (index + 1) / 2,
    })),
  });

  test('with simultaneous speakers is not mixed up word by word', () => {
    const interrupted = channel(0, 'We left early, and came home late.', 0);
    const { text, words, segments } = withResult({
      transcripts: [interrupted, channel(1, 'Really? Yes.', 1.2)],
    });
    expect(text).toBe('We left early, and came home late.\nReally? Yes.');
    expect(words?.map((word) => word.text).join(' ')).toBe(text.replace('\n', ' '));
    expect(segments?.map(({ start, speaker }) => [start, speaker])).toEqual([
      [0, 'channel_0'],
      [1.2, 'channel_1'],
      [1.7, 'channel_1'],
    ]);
  });

  test('lists the speakers in the order in which they first speak, not by channel', () => {
    const transcripts = [channel(0, 'Second.', 5), channel(1, 'First.', 1)];
    expect(withResult({ transcripts }).speakers).toEqual(['channel_1', 'channel_0']);
  });

  test('never joins a word to that of another speaker', () => {
    const transcripts = [channel(0, '你好。我好。', 0, ['你好。', '我好。']), channel(1, '嗯。', 0.3)];
    const { text, words } = withResult({ transcripts });
    expect(text).toBe('你好。\n嗯。\n我好。');
    expect(words?.filter(({ joined }) => joined)).toEqual([]);
  });

  test.each([
    ['has no times', { channel_index: 1, text: 'Two.', words: [{ text: 'Two.' }] }],
    ['has no words', { channel_index: 1, text: 'Two.' }],
  ])('of which one %s has the text of each channel on a line, and no segments', (_what, untimed) => {
    const transcript = withResult({ transcripts: [channel(0, 'One. Three.', 0), untimed] });
    expect(transcript.text).toBe('One. Three.\nTwo.');
    expect(Object.keys(transcript)).not.toContain('segments');
  });

  test('has the sounds of all channels in order, but not in the text', () => {
    const laughing = (start: number) => ({ text: '(laughs)', type: 'audio_event', start, end: start + 1 });
    const transcripts = [
      { text: 'One. (laughs)', words: [{ text: 'One.', start: 0, end: 1 }, laughing(6)] },
      { text: '(laughs) Two.', words: [laughing(2), { text: 'Two.', start: 3, end: 4 }] },
    ];
    const { text, audioEvents } = withResult({ transcripts });
    expect(text).toBe('One.\nTwo.');
    expect(audioEvents?.map(({ start }) => start)).toEqual([2, 6]);
  });

  test('is not affected by a silent channel', () => {
    const silent = { channel_index: 0, text: '', words: [] };
    const spoken = { channel_index: 1, language_code: 'eng', text: 'Hello.', words: [{ text: 'Hello.' }] };
    expect(withResult({ transcripts: [silent, spoken] })).toMatchObject({
      text: 'Hello.',
      language: 'en',
      speakers: ['channel_1'],
    });
  });

  test('with only one channel is treated like any other', () => {
    const only = { channel_index: 0, text: 'Hello.', words: [{ text: 'Hello.', speaker_id: 'speaker_0' }] };
    expect(withResult({ transcripts: [only] }).speakers).toEqual(['speaker_0']);
  });
});

describe('without a text', () => {
  test('the words and what is between them are the text', () => {
    const words = [{ text: 'Hello' }, { text: ' ', type: 'spacing' }, { text: 'Anna.' }];
    expect(withResult({ words }).text).toBe('Hello Anna.');
    expect(withResult({ text: ' ', words }).text).toBe('Hello Anna.');
  });

  test('the words alone are the text, with spaces where their script has them', () => {
    expect(withResult({ words: [{ text: 'Hello' }, { text: 'Anna.' }] }).text).toBe('Hello Anna.');
    expect(withResult({ words: [{ text: '你好，' }, { text: '安娜。' }] }).text).toBe('你好，安娜。');
  });

  test('sounds leave no gap in it', () => {
    const space = { text: ' ', type: 'spacing' };
    const event = { text: '(laughs)', type: 'audio_event' };
    const words = [event, space, { text: 'Hello' }, space, event, space, { text: 'Anna.' }, space, event];
    expect(withResult({ words }).text).toBe('Hello Anna.');
  });
});

describe('sounds that are not speech are taken out of the text', () => {
  /** The text as in a result, where "(…)" marks sounds; their tokens are words apart from the brackets. */
  function heard(text: string) {
    const words = (text.match(/\([^)]*\)|[^\s()]+/g) ?? []).map((token, index) => ({
      text: token,
      start: index,
      end: index + 1,
      type: token.startsWith('(') ? 'audio_event' : 'word',
    }));
    return withResult({ text, words });
  }

  test.each([
    ['between words', 'Ever tried. (laughs) Never failed.', 'Ever tried. Never failed.'],
    ['at the beginning', '(music) Ever tried.', 'Ever tried.'],
    ['at the end', 'Ever tried. (door slams)', 'Ever tried.'],
    ['one after the other', 'Ever (laughs) (coughs) tried.', 'Ever tried.'],
    ['before a mark', 'Ever (laughs), tried.', 'Ever, tried.'],
    ['without spaces', '你好(笑)安娜', '你好安娜'],
    ['with a space before it only', 'Ever (laughs)tried.', 'Ever tried.'],
    ['with a space behind it only', 'Ever(laughs) tried.', 'Ever tried.'],
    ['with spaces here and none there', '你 (笑)好(笑)安娜', '你 好安娜'],
    ['far into the text', `Ever ${'tried '.repeat(40)}(laughs) on.`, `Ever ${'tried '.repeat(40)}on.`],
    ['all there is', '(music)', ''],
  ])('%s', (_where, text, expected) => {
    const transcript = heard(text);
    expect(transcript.text).toBe(expected);
    expect(JSON.stringify([transcript.segments, transcript.words])).not.toContain('(');
  });

  test('but not speech with the same words', () => {
    const words = [{ text: 'laughs' }, { text: 'laughs', type: 'audio_event' }, { text: 'laughs.' }];
    expect(withResult({ text: 'laughs laughs laughs.', words }).text).toBe('laughs laughs.');
  });

  test('and a text that does not contain them stays as it is', () => {
    const words = [{ text: 'Ever' }, { text: '(laughs)', type: 'audio_event' }, { text: 'tried.' }];
    expect(withResult({ text: 'Ever tried.', words }).text).toBe('Ever tried.');
  });

  test('and without any, the text keeps its lines and spaces', () => {
    const words = [{ text: 'Ever' }, { text: 'tried.' }];
    expect(withResult({ text: ' Ever\n  tried. ', words }).text).toBe('Ever\n  tried.');
  });
});

test('words get the punctuation that is a separate token only in the text', () => {
  const words = [{ text: 'ever' }, { text: 'tried' }];
  expect(withResult({ text: 'Ever, tried!', words }).words).toEqual([{ text: 'Ever,' }, { text: 'tried!' }]);
});

test('words of a script without spaces are joined', () => {
  const words = ['你', '好', '。'].map((text, index) => ({ text, start: index, end: index + 1 }));
  const transcript = withResult({ text: '你好。', words });
  expect(transcript.words?.map(({ joined }) => joined)).toEqual([undefined, true, true]);
  expect(transcript.segments).toEqual([{ start: 0, end: 3, text: '你好。' }]);
});

test('a text without words has no segments', () => {
  expect(Object.keys(withResult({ text: 'Hello.' }))).not.toContain('segments');
});

test('speakers are listed in the order in which they first speak', () => {
  const words = ['speaker_1', 'speaker_0', 'speaker_1'].map((speaker_id) => ({ text: 'a', speaker_id }));
  expect(withResult({ words }).speakers).toEqual(['speaker_1', 'speaker_0']);
});

test('a token of an unknown kind counts as a word', () => {
  expect(withResult({ text: 'Hm.', words: [{ text: 'Hm.', type: 'filler' }] }).words).toHaveLength(1);
});

describe('an impossible number', () => {
  test.each(['1e999', '-1e999', '1e306', `1${'0'.repeat(400)}`, `"1${'0'.repeat(400)}"`])(
    'counts as unknown: %s',
    (number) => {
      const words = `[{"text":"Hello.","start":${number},"end":${number}}]`;
      const transcript = withResultJson(
        `{"text":"Hello.","words":${words},"audio_duration_secs":${number},"language_probability":${number}}`,
      );
      expect(transcript).toMatchObject({ text: 'Hello.', words: [{ text: 'Hello.' }] });
      for (const field of ['durationSeconds', 'languageProbability', 'segments']) {
        expect(transcript).not.toHaveProperty(field);
      }
    },
  );
});

test('an empty text in place of a name counts as unknown', () => {
  const word = { text: 'Hello.', start: 0, end: 1, type: 'word', speaker_id: '' };
  const resultJson = { resultObject: { text: 'Hello.', language_code: '', words: [word] } };
  const transcript = transcriptFrom({ ...detailsIn(resultObject), model: '', resultJson });
  expect(transcript.model).toBe('elevenlabs/speech-to-text');
  expect(transcript).not.toHaveProperty('language');
  expect(transcript).not.toHaveProperty('speakers');
});

describe('slightly wrong timestamps', () => {
  const spoken = ['Ever', 'tried.', 'Never', 'failed.'];
  const timed = (starts: readonly unknown[]) => ({
    text: spoken.join(' '),
    words: spoken.map((text, index) => ({ text, start: starts[index], end: Number(starts[index]) + 0.4 })),
  });
  const usual = withResult(timed([0, 0.5, 3, 3.5]));

  test('a first word slightly before the beginning does not displace the first segment', () => {
    const { segments, words } = withResult(timed([-0.02, 0.5, 3, 3.5]));
    expect(segments).toEqual(usual.segments?.map((segment) => ({ ...segment })));
    expect(words?.[0]).toEqual({ text: 'Ever', start: 0, end: 0.38 });
  });

  test('words in disorder do not change the text, and segments follow each other', () => {
    const { text, words } = timed([0, 0.5, 3, 3.5]);
    const shuffled = [2, 0, 3, 1].flatMap((index) => words[index] ?? []);
    const transcript = withResult({ text, words: shuffled });
    expect(transcript.text).toBe(text);
    expect(transcript.words).toEqual(usual.words);
    expect(transcript.segments).toEqual(usual.segments);
  });
});

describe('a sound with a name as long as a text', () => {
  /** The most characters that a search of the text may compare. */
  function searched(run: () => unknown): number {
    let characters = 0;
    const spy = jest.spyOn(String.prototype, 'indexOf').mockImplementation(function (
      this: string,
      wanted: string,
      from = 0,
    ) {
      characters += Math.max(0, this.length - from - wanted.length + 1) * wanted.length;
      const offset = this.slice(from).search(wanted.replace(/[^a-z]/gi, '\\$&'));
      return offset < 0 ? -1 : from + offset;
    });
    try {
      run();
    } finally {
      spy.mockRestore();
    }
    return characters;
  }

  const withLongEvents = (length: number) => ({
    text: `Hello ${'a'.repeat(length * 10)}`,
    words: [
      { text: 'Hello' },
      ...Array.from({ length: 10 }, () => ({ text: `${'a'.repeat(length)}b`, type: 'audio_event' })),
    ],
  });

  test('is searched for at one place, not at each within reach', () => {
    const length = 10_000;
    expect(searched(() => withResult(withLongEvents(length)))).toBeLessThan(10 * length);
  });

  test('is removed from the text where it appears', () => {
    const name = `(${'music '.repeat(100)})`;
    const words = [{ text: 'Ever' }, { text: name, type: 'audio_event' }, { text: 'tried.' }];
    expect(withResult({ text: `Ever ${name} tried.`, words }).text).toBe('Ever tried.');
  });
});

describe('what is not known of a result', () => {
  test.each(['words', 'audioEvents', 'speakers', 'segments', 'language', 'durationSeconds'])(
    'has no column: %s',
    (column) => {
      expect(withResult({ text: 'Hello.' })).not.toHaveProperty(column);
    },
  );
});

describe('a time of the task', () => {
  test.each([
    [0, undefined],
    [null, undefined],
    [9e15, undefined],
    [8.64e15, '+275760-09-13T00:00:00.000Z'],
    [1, '1970-01-01T00:00:00.001Z'],
  ])('of %j is %j', (createTime, createdAt) => {
    const data = { ...resultObject.data, createTime, completeTime: createTime };
    const transcript = transcriptOf({ ...resultObject, data });
    expect([transcript.createdAt, transcript.completedAt]).toEqual([createdAt, createdAt]);
  });
});

describe('of several channels', () => {
  const channel = (more: object) => ({ text: 'Hello.', ...more });

  test('the first that names a language tells what holds for the whole', () => {
    const transcripts = [
      channel({ audio_duration_secs: 3, language_probability: 0.1 }),
      channel({ audio_duration_secs: 5, language_code: 'eng', language_probability: 0.9 }),
    ];
    expect(withResult({ transcripts })).toMatchObject({
      language: 'en',
      languageProbability: 0.9,
      durationSeconds: 5,
    });
    expect(withResult({ transcripts, audio_duration_secs: 7 }).durationSeconds).toBe(7);
  });

  test('the first one tells it where none names a language', () => {
    const transcripts = [channel({ language_probability: 0.1 }), channel({ language_probability: 0.9 })];
    const transcript = withResult({ transcripts });
    expect(transcript.languageProbability).toBe(0.1);
    expect(transcript).not.toHaveProperty('language');
  });
});

describe('a success without a result', () => {
  test.each([
    [undefined, null],
    [null, null],
    ['{}', '{}'],
  ])('is a transcript without a text, which says so, and keeps what came: %j', (resultJson, raw) => {
    const transcript = emptyTranscript('task_1', { ...detailsIn(resultObject), resultJson });
    expect(transcript).toMatchObject({ taskId: 'task_1', status: 'completed', text: '', raw });
    expect(transcript.warning).toMatch(/its result is empty.*task ID task_1: you do not pay again/);
    for (const column of ['words', 'segments', 'language', 'languageProbability', 'durationSeconds']) {
      expect(transcript).not.toHaveProperty(column);
    }
  });
});
