import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { fileFormats } from '../../transcription/formats/write';
import { apikley, elkapi, openSetting, recording, type Setting } from './setting';

let setting: Setting;
beforeAll(async () => {
  setting = await openSetting('filesystem');
});
afterAll(() => setting.close());
beforeEach(() => setting.emulator.control.reset());

type Item = Pick<INodeExecutionData, 'json' | 'binary'>;

async function outputOf(parameters: INodeParameters, items: Parameters<Setting['engine']['run']>[1]) {
  const { outputs, error } = await setting.engine.run({ parameters }, items);
  if (error) throw error;
  return outputs[0] ?? [];
}

async function transcribed(output: INodeParameters, node = apikley): Promise<Item> {
  const [item] = await outputOf(node({ output }), [recording('dialogue.mp3')]);
  if (item === undefined) throw new Error('no item came out');
  return item;
}

/** Runs the operation without any credential. */
async function formatting(json: IDataObject, output: INodeParameters = {}, transcript?: string) {
  const parameters = { operation: 'formatTranscript', output, ...(transcript && { transcript }) };
  return await setting.engine.withCredentials({}).run({ parameters }, [{ json }]);
}

async function formatted(
  json: IDataObject,
  output: INodeParameters = {},
  transcript?: string,
): Promise<Item> {
  const { outputs, error } = await formatting(json, output, transcript);
  if (error) throw error;
  const [item] = outputs[0] ?? [];
  if (item === undefined) throw new Error('no item came out');
  return item;
}

type Files = Record<string, readonly [fileName: string | undefined, content: string]>;

async function filesOf({ binary = {} }: Item): Promise<Files> {
  const files = Object.entries(binary).map(async ([field, file]) => {
    const content = await setting.engine.contentOf(file);
    return [field, [file.fileName, content.toString('utf8')]] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

const files = { files: ['srt', 'txt', 'vtt'], vttSpeakerNames: true };
const names = { speakerNames: '{"speaker_0": "Анна", "speaker_1": "Smith, B. <Bob>"}' };
const written = { ...files, ...names, speakerLabel: '[{name}] ', compactText: true };

describe('the same names and files come out', () => {
  test('of Transcribe and Format Transcript, byte for byte', async () => {
    const first = await transcribed({ ...written, includeWords: true });
    const stored = await transcribed({ includeWords: true });
    const again = await formatted(stored.json, { ...written, includeWords: true });
    const wanted = await filesOf(first);
    expect(Object.keys(wanted)).toEqual(['srt', 'txt', 'vtt']);
    expect(JSON.stringify(wanted)).toContain('[Анна] ');
    expect(await filesOf(again)).toEqual(wanted);
    expect(again.json).toEqual({ ...first.json, taskId: stored.json.taskId });
  });

  test('of Get Transcript and Format Transcript, byte for byte, in every format', async () => {
    const { json } = await transcribed({ includeWords: true, simplify: false });
    // The service has another name for the upload than the user.
    const output = { ...written, files: [...fileFormats], fileName: 'call' };
    const [fetched = { json: {} }] = await outputOf(
      apikley({ operation: 'getTranscript', taskId: '={{ $json.id }}', output }),
      [{ json: { id: json.taskId } }],
    );
    const wanted = await filesOf(fetched);
    expect(Object.keys(wanted).sort()).toEqual([...fileFormats]);
    expect(await filesOf(await formatted(json, output))).toEqual(wanted);
  });

  test('where the segments alone were stored, if they were all that there was', async () => {
    const node = (parameters?: INodeParameters) => elkapi(parameters, { responseFormat: 'srt' });
    const first = await transcribed(files, node);
    const { json } = await transcribed({}, node);
    expect(json).not.toHaveProperty('words');
    expect(await filesOf(await formatted(json, files))).toEqual(await filesOf(first));
  });

  test('of a simplified and a full transcript', async () => {
    const [simple, full] = [await transcribed({}), await transcribed({ simplify: false })];
    expect(await filesOf(await formatted(simple.json, written))).toEqual(
      await filesOf(await formatted(full.json, written)),
    );
    const again = await formatted(full.json, { simplify: false });
    expect(again.json).toEqual(full.json);
  });
});

describe('Format Transcript', () => {
  test('sends nothing', async () => {
    const { json } = await transcribed({});
    await setting.emulator.control.reset();
    await formatted(json, written);
    expect(await setting.emulator.control.requests()).toEqual([]);
  });

  test('takes a transcript from an expression, also as JSON, and by default the item', async () => {
    const { json } = await transcribed({});
    const plain = await formatted(json);
    const row = { id: 7, transcript: JSON.stringify(json) };
    expect((await formatted(row, {}, '={{ $json.transcript }}')).json).toEqual(plain.json);
    expect((await formatted(row)).json).toEqual(plain.json);
    expect((await formatted({ other: json }, {}, '={{ $json.other }}')).json).toEqual(plain.json);
  });

  test('names the speakers by an expression, and keeps the names from before', async () => {
    const { json } = await transcribed({});
    const who = { ...json, who: { speaker_0: 'Anna' } };
    const anna = await formatted(who, { speakerNames: '={{ $json.who }}' });
    expect(anna.json.dialogue).toMatch(/^Anna: .*\n\nSpeaker 2: /s);
    const both = await formatted(anna.json, { speakerNames: ', Boris' });
    expect(both.json.dialogue).toMatch(/^Anna: .*\n\nBoris: /s);
  });

  test('passes on what failed, and what is still running with a warning', async () => {
    const failed = { error: 'No speech.', status: 'failed', taskId: 'task_1' };
    expect((await formatted(failed)).json).toEqual(failed);
    const pending = { provider: 'apikley', status: 'processing', taskId: 'task_2' };
    expect((await formatted(pending)).json).toEqual({
      ...pending,
      warning:
        'The task was still running, so there was nothing to format. Fetch its transcript with the operation Get Transcript first.',
    });
  });

  test('says what it needs if there is no transcript', async () => {
    const { error } = await formatting({ remaining: 7 });
    expect(error?.message).toBe('The parameter Transcript holds no transcript.');
    expect(error).toMatchObject({
      description: expect.stringContaining('with the field text, segments or words') as unknown,
    });
  });

  test('refuses invalid names by the name of the option', async () => {
    const { error } = await formatting({ text: 'Hello.' }, { speakerNames: '{"speaker_0"' });
    expect(error?.message).toMatch(/^Speaker Names has to be names/);
  });

  test('warns about words that were not stored', async () => {
    const { json } = await formatted({ text: 'Hello.' }, { includeWords: true });
    expect(json).toEqual({
      status: 'completed',
      text: 'Hello.',
      dialogue: 'Hello.',
      warning:
        'The transcript was stored without its words. Switch on Include Words where it is transcribed, too.',
    });
  });

  test('goes on with the other items where the workflow continues on errors', async () => {
    const { outputs } = await setting.engine
      .withCredentials({})
      .run({ parameters: { operation: 'formatTranscript' }, onError: 'continueRegularOutput' }, [
        { json: {} },
        { json: { text: 'Hello.' } },
      ]);
    expect(outputs[0]).toMatchObject([
      { json: { status: 'failed', error: 'The parameter Transcript holds no transcript.' } },
      { json: { text: 'Hello.' }, pairedItem: { item: 1 } },
    ]);
  });
});
