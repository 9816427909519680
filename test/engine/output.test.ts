import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { apikley, elkapi, openSetting, recording, type Setting } from './setting';

const dialogue = fixtureNamed('dialogue.mp3');

let setting: Setting;
beforeAll(async () => {
  setting = await openSetting('filesystem');
});
afterAll(() => setting.close());
beforeEach(() => setting.emulator.control.reset());

const control = () => setting.emulator.control;

/** The output item for one recording. */
async function itemOf(parameters: INodeParameters, file = 'dialogue.mp3') {
  const { outputs, error } = await setting.engine.run({ parameters }, [recording(file)]);
  if (error) throw error;
  const [item] = outputs[0] ?? [];
  if (item === undefined) throw new Error('no item came out');
  return item;
}

const jsonOf = async (parameters: INodeParameters): Promise<IDataObject> => (await itemOf(parameters)).json;

describe('the output of Transcribe', () => {
  test('is simplified and includes speakers by default', async () => {
    const json = await jsonOf(apikley());
    expect(Object.keys(json)).toEqual([
      'text',
      'dialogue',
      'language',
      'duration',
      'fileName',
      'speakers',
      'segments',
      'durationSeconds',
      'taskId',
      'status',
    ]);
    expect(json.text).toBe(dialogue.text);
    expect(json.dialogue).toMatch(/^Speaker 1: .+\n\nSpeaker 2: /s);
    const segments = z
      .array(z.object({ start: z.number(), end: z.number(), text: z.string(), speakerName: z.string() }))
      .parse(json.segments);
    expect(segments.map(({ text }) => text).join(' ')).toBe(dialogue.text);
    expect(new Set(segments.map(({ speakerName }) => speakerName))).toEqual(
      new Set(['Speaker 1', 'Speaker 2']),
    );
  });

  test('is simplified with ElkAPI, too, which has no speakers', async () => {
    expect(Object.keys(await jsonOf(elkapi()))).toEqual([
      'text',
      'language',
      'duration',
      'fileName',
      'dialogue',
      'segments',
      'durationSeconds',
      'status',
    ]);
  });

  test('has everything with Simplify off, except words and the raw answer', async () => {
    const json = await jsonOf(apikley({ output: { simplify: false } }));
    expect(json).toMatchObject({
      model: 'elevenlabs/speech-to-text',
      speakers: [
        { id: 'speaker_0', name: 'Speaker 1' },
        { id: 'speaker_1', name: 'Speaker 2' },
      ],
      languageProbability: expect.any(Number) as unknown,
      createdAt: expect.any(String) as unknown,
      dialogue: expect.stringContaining('Speaker 2: ') as unknown,
    });
    expect(json).not.toHaveProperty('words');
    expect(json).not.toHaveProperty('raw');
  });

  test.each([true, false])('has words and the raw answer on request (simplified: %s)', async (simplify) => {
    const json = await jsonOf(apikley({ output: { simplify, includeWords: true, includeRaw: true } }));
    const words = z.array(z.object({ text: z.string(), start: z.number() })).parse(json.words);
    expect(words.map(({ text }) => text).join(' ')).toBe(dialogue.text);
    expect(json.raw).toMatchObject({ text: dialogue.text });
  });

  test('has subtitles as text on request', async () => {
    const { json, binary } = await itemOf(apikley({ output: { inlineSubtitles: ['srt', 'vtt'] } }));
    expect(json.subtitles).toMatchObject({
      srt: expect.stringMatching(/^1\n[\d:,]+ --> [\d:,]+\nSpeaker 1: /) as unknown,
      vtt: expect.stringMatching(/^WEBVTT\n\n[\d:.]+ --> [\d:.]+\n<v Speaker 1>/) as unknown,
    });
    expect(binary).toBeUndefined();
  });

  test('follows the subtitle rules from the options', async () => {
    const narrow = { inlineSubtitles: ['srt'], maxLineLength: 20, maxLines: 1, speakerLabels: false };
    const { subtitles } = await jsonOf(apikley({ output: narrow }));
    const { srt } = z.object({ srt: z.string() }).parse(subtitles);
    const cues = srt.trim().split('\n\n');
    expect(cues.length).toBeGreaterThan(1);
    for (const cue of cues) {
      const [, , ...lines] = cue.split('\n');
      expect(lines).toHaveLength(1);
      expect(lines[0]?.length).toBeLessThanOrEqual(20);
    }
  });

  test('has a compact text on request, with a short label for each speaker', async () => {
    expect((await jsonOf(apikley({ output: { compactText: true } }))).compactText).toMatch(
      /^Transcript \(language: en; length: 0:\d\d\)\n\[0:00\] S1: /,
    );
  });

  test('names no speakers without speaker labels', async () => {
    const json = await jsonOf(apikley({ output: { speakerLabels: false, inlineSubtitles: ['vtt'] } }));
    expect(JSON.stringify([json.dialogue, json.subtitles])).not.toContain('Speaker');
  });

  test('of a translation can have subtitles, too', async () => {
    const json = await jsonOf(elkapi({ operation: 'translate', output: { inlineSubtitles: ['srt'] } }));
    expect(json.subtitles).toMatchObject({ srt: expect.stringMatching(/^1\n/) as unknown });
  });
});

describe('ElkAPI', () => {
  const fields = async () =>
    (await control().requests()).find(({ operation }) => operation === 'transcriptions')?.fields;

  test.each([{ files: ['srt'] }, { inlineSubtitles: ['vtt'] }, { includeWords: true }])(
    'is asked for words with %j',
    async (output) => {
      await jsonOf(elkapi({ output }));
      expect(JSON.stringify(await fields())).toContain('timestamp_granularities');
    },
  );

  test.each([{}, { files: ['txt'] }])('is not asked for words with %j', async (output) => {
    await jsonOf(elkapi({ output }));
    expect(JSON.stringify(await fields())).not.toContain('timestamp_granularities');
  });

  test('gives words for subtitles that the item does not show', async () => {
    expect(await jsonOf(elkapi({ output: { files: ['srt'] } }))).not.toHaveProperty('words');
  });

  test.each([
    ['json', 'JSON', 'transcribe', { files: ['srt'] }],
    ['text', 'Plain Text', 'transcribe', { inlineSubtitles: ['vtt'] }],
    ['json', 'JSON', 'translate', { files: ['txt', 'vtt'] }],
  ])(
    'with the Response Format %s makes no subtitles, and says so before anything is sent',
    async (responseFormat, shown, operation, output) => {
      const { error } = await setting.engine.run(
        { parameters: elkapi({ operation, output }, { responseFormat }) },
        [recording('dialogue.mp3')],
      );
      expect(error?.message).toBe(
        `Subtitles need timestamps, and ElkAPI returns none with the Response Format ${shown}.`,
      );
      expect(error?.description).toBe(
        'Set Response Format to Verbose JSON in the options, or remove the subtitles from Subtitle and Text Files and from Subtitles as Text. Nothing was sent.',
      );
      expect(await control().requests()).toEqual([]);
    },
  );

  test.each(['srt', 'vtt', 'verbose_json'])(
    'with the Response Format %s makes subtitles',
    async (responseFormat) => {
      const { binary } = await itemOf(elkapi({ output: { files: ['srt'] } }, { responseFormat }));
      expect((await setting.engine.contentOf(binary?.srt)).toString()).toMatch(/^1\n/);
    },
  );

  test('with the Response Format JSON still makes a text file', async () => {
    const { binary } = await itemOf(elkapi({ output: { files: ['txt'] } }, { responseFormat: 'json' }));
    expect((await setting.engine.contentOf(binary?.txt)).toString()).toBe(`${dialogue.text}\n`);
  });

  test('puts the requested subtitles in place of JSON', async () => {
    const { subtitles } = await jsonOf(elkapi({}, { responseFormat: 'srt' }));
    expect(subtitles).toMatchObject({ srt: expect.stringMatching(/^1\n/) as unknown });
  });
});

describe('a transcript without timestamps', () => {
  const asked = { output: { files: ['srt', 'txt'], inlineSubtitles: ['vtt'] } };

  test.each([
    ['Apikley', apikley(asked), { wordTimes: 'missing' }],
    ['ElkAPI', elkapi(asked), { elkVerboseParts: 'none' }],
  ] as const)('from %s comes with a warning instead of its subtitles', async (name, parameters, facts) => {
    await control().setFacts(facts);
    const { json, binary } = await itemOf(parameters);
    expect(json).toMatchObject({ status: 'completed', text: dialogue.text });
    expect(json.warning).toContain(`No subtitles were made: ${name}'s answer holds no timestamps.`);
    expect(json).not.toHaveProperty('subtitles');
    expect(Object.keys(binary ?? {})).toEqual(['txt']);
  });
});

describe('invalid options', () => {
  test.each([
    [{ files: ['srt'], maxLineLength: 9 }, 'Subtitle Line Length has to be at least 10.'],
    [{ files: ['docx'] }, 'Subtitle and Text Files takes html, md, srt, txt, vtt, and nothing else.'],
  ])('are reported before anything is sent: %j', async (output, message) => {
    const { error } = await setting.engine.run({ parameters: apikley({ output }) }, [
      recording('dialogue.mp3'),
    ]);
    expect(error?.message).toBe(message);
    expect(await control().requests()).toEqual([]);
  });
});

describe('the names of files', () => {
  const nameOf = async (parameters: INodeParameters, items = [{}]) => {
    const { outputs } = await setting.engine.run({ parameters }, items);
    return outputs[0]?.[0]?.binary?.txt?.fileName;
  };
  const files = ['txt'];
  const fromUrl = { audioFrom: 'url', output: { files } };

  test('can be set for each item by an expression', async () => {
    const { outputs } = await setting.engine.run(
      { parameters: apikley({ output: { files, fileName: '={{ $json.customer }} 12.05' } }) },
      [recording('german.mp3', { customer: 'Köln/Bonn' }), recording('english.mp3', { customer: 'Anna' })],
    );
    expect(outputs[0]?.map(({ binary }) => binary?.txt?.fileName)).toEqual([
      'Bonn 12.05.txt',
      'Anna 12.05.txt',
    ]);
  });

  test('follow a URL that Apikley fetches', async () => {
    const audioUrl = `${setting.emulator.urls.files}/audio/german.mp3`;
    expect(await nameOf(apikley({ ...fromUrl, audioUrl }))).toBe('german.txt');
  });

  test('follow a URL whose file is sent to ElkAPI', async () => {
    const audioUrl = `${setting.emulator.urls.files}/audio/german.mp3`;
    expect(await nameOf(elkapi({ ...fromUrl, audioUrl }))).toBe('german.txt');
  });

  test('follow the name given by the server of a download rather than the end of its URL', async () => {
    const audioUrl = await control().putFile('17', fixtureBytes('german.mp3'), 'audio/mpeg', {
      contentDisposition: 'attachment; filename="Gespräch.mp3"',
    });
    expect(await nameOf(elkapi({ ...fromUrl, audioUrl }))).toBe('Gespräch.txt');
  });

  test('are generic when there is no name', async () => {
    const item = { files: { data: { content: fixtureBytes('german.mp3'), mimeType: 'audio/mpeg' } } };
    expect(await nameOf(elkapi({ output: { files } }), [item])).toBe('transcript.txt');
  });
});

describe('a full disk', () => {
  test.each([
    ['Apikley', apikley, 'Get Transcript'],
    ['ElkAPI', elkapi, 'the disk of the n8n server'],
  ] as const)('does not cost a transcript of %s that was paid for', async (_, node, advice) => {
    const audioUrl = `${setting.emulator.urls.files}/audio/dialogue.mp3`;
    await itemOf(node({ output: { files: ['srt'] } }));
    const mend = setting.engine.breakStorage();
    try {
      const parameters = node({
        audioFrom: 'url',
        audioUrl,
        output: { files: ['srt'], inlineSubtitles: ['srt'] },
      });
      const { outputs, error } = await setting.engine.run({ parameters }, [{}]);
      expect(error).toBeUndefined();
      const [item] = outputs[0] ?? [];
      expect(item?.json).toMatchObject({ status: 'completed', text: dialogue.text });
      expect(item?.json.subtitles).toHaveProperty('srt');
      expect(item?.json.warning).toContain('n8n could not store the file "dialogue.srt"');
      expect(item?.json.warning).toContain(advice);
      expect(item?.binary).toBeUndefined();
    } finally {
      mend();
    }
  });
});
