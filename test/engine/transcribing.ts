import { modelFamilies } from '../../providers/elkapi/models';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { containing } from '../emulator/matchers';
import type { BinaryMode } from './engine';
import { apikley, elkapi, openSetting, recording, type Setting } from './setting';

const english = fixtureNamed('english.mp3');

/** The requirements in every binary mode, since the modes differ in how a file is stored and streamed. */
export function describeTranscribing(binaryMode: BinaryMode): void {
  describe(`Transcribe with binary data in ${binaryMode} mode`, () => {
    let setting: Setting;
    beforeAll(async () => {
      setting = await openSetting(binaryMode);
    });
    afterAll(() => setting.close());
    beforeEach(() => setting.emulator.control.reset());

    const sent = async (operation: string) =>
      (await setting.emulator.control.requests()).filter((request) => request.operation === operation);

    test.each(modelFamilies.whisper.formats)(
      'gives the text that ElkAPI answers as %s',
      async (responseFormat) => {
        const { outputs } = await setting.engine.run({ parameters: elkapi({}, { responseFormat }) }, [
          recording('english.mp3'),
        ]);
        expect(outputs[0]).toMatchObject([
          {
            json: { fileName: 'english.mp3', status: 'completed', text: english.text },
            pairedItem: { item: 0 },
          },
        ]);
      },
    );

    test('sends ElkAPI every byte of the file, under a name that it supports', async () => {
      const content = fixtureBytes('english.mp3');
      const files = { voice: { content, fileName: 'Grüße (1).MPGA', mimeType: 'application/octet-stream' } };
      await setting.engine.run({ parameters: elkapi({ inputDataFieldName: 'voice' }) }, [{ files }]);
      expect(await sent('transcriptions')).toMatchObject([
        { fileName: 'Gru-e-1.mp3', fileType: 'audio/mpeg', fileSha256: english.sha256 },
      ]);
    });

    test('uploads a file to Apikley, then creates the task with its URL', async () => {
      const { outputs } = await setting.engine.run({ parameters: apikley() }, [recording('english.mp3')]);
      expect(outputs[0]?.[0]?.json).toMatchObject({
        status: 'completed',
        text: english.text,
        language: 'en',
      });
      expect(await sent('upload')).toMatchObject([{ fileSha256: english.sha256 }]);
      expect(await sent('createTask')).toMatchObject([
        { fields: { input: { audio_url: containing('english.mp3') } } },
      ]);
    });

    test('reads the file again when an upload is retried', async () => {
      await setting.emulator.control.addFault({ on: 'upload', action: { kind: 'drop', when: 'afterBody' } });
      const { outputs } = await setting.engine.run({ parameters: apikley() }, [recording('english.ogg')]);
      const { text, sha256 } = fixtureNamed('english.ogg');
      expect(outputs[0]?.[0]?.json.text).toBe(text);
      expect(await sent('upload')).toMatchObject([{ fileSha256: sha256 }, { fileSha256: sha256 }]);
    });

    test('reads the file again when a request to ElkAPI is retried', async () => {
      const action = {
        kind: 'openaiError',
        status: 503,
        message: 'overloaded',
        headers: { 'retry-after-ms': '5' },
      } as const;
      await setting.emulator.control.addFault({ on: 'transcriptions', action });
      const { outputs } = await setting.engine.run({ parameters: elkapi() }, [recording('german.mp3')]);
      const { text, sha256 } = fixtureNamed('german.mp3');
      expect(outputs[0]?.[0]?.json.text).toBe(text);
      expect(await sent('transcriptions')).toMatchObject([{ fileSha256: sha256 }, { fileSha256: sha256 }]);
    });

    test('reports that an empty file is empty, and sends nothing', async () => {
      const files = { data: { content: Buffer.alloc(0), fileName: 'nothing.mp3' } };
      const { error } = await setting.engine.run({ parameters: elkapi() }, [{ files }]);
      expect(error?.message).toBe('The audio file "nothing.mp3" is empty (0 bytes).');
      expect(await setting.emulator.control.requests()).toEqual([]);
    });

    test('reports how large a file may be, and sends nothing', async () => {
      const files = { data: { content: Buffer.alloc(27_000_000), fileName: 'long.mp3' } };
      const { error } = await setting.engine.run({ parameters: elkapi({}, { prepareRecordings: 'never' }) }, [
        { files },
      ]);
      expect(error?.message).toBe(
        'The audio file is 25.8 MB, ElkAPI takes 25 MB at most. Use Apikley (up to 200 MB), or split the file first.',
      );
      expect(await setting.emulator.control.requests()).toEqual([]);
    });
  });
}
