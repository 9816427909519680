import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { fixtureNamed } from '../../emulator/recordings/fixtures';
import { runUntilSuspended } from './suspended';
import type { BinaryMode } from './engine';
import { apikley, elkapi, openSetting, recording, type Setting } from './setting';

const german = fixtureNamed('german.mp3');

/** The requirements for output files in every binary mode, since the modes differ in how n8n stores them. */
export function describeFiles(binaryMode: BinaryMode): void {
  describe(`files of transcripts with binary data in ${binaryMode} mode`, () => {
    let setting: Setting;
    beforeAll(async () => {
      setting = await openSetting(binaryMode);
    });
    afterAll(() => setting.close());
    beforeEach(() => setting.emulator.control.reset());

    const output = { files: ['srt', 'txt', 'vtt'] };

    /** Runs with one German recording and all output formats. */
    async function expectFiles(items: INodeExecutionData[] | undefined, base: string) {
      const { json, binary } = items?.[0] ?? {};
      expect(items).toHaveLength(1);
      expect(json).toMatchObject({ status: 'completed', text: german.text });
      expect(json).not.toHaveProperty('warning');
      expect(binary).toMatchObject({
        srt: { fileName: `${base}.srt`, fileExtension: 'srt', mimeType: 'application/x-subrip' },
        txt: { fileName: `${base}.txt`, fileExtension: 'txt', mimeType: 'text/plain' },
        vtt: { fileName: `${base}.vtt`, fileExtension: 'vtt', mimeType: 'text/vtt' },
      });
      const stored = await Promise.all(
        [binary?.srt, binary?.txt, binary?.vtt].map((file) => setting.engine.contentOf(file)),
      );
      const [srt = '', txt = '', vtt = ''] = stored.map((content) => content.toString('utf8'));
      expect(srt).toMatch(/^1\n00:00:00,\d{3} --> 00:00:/);
      expect(txt).toBe(`${german.text}\n`);
      expect(vtt).toMatch(/^WEBVTT\n\n00:00:00\.\d{3} --> 00:00:/);
      for (const subtitles of [srt, vtt]) {
        const said = subtitles.split('\n').filter((line) => /\p{L}/u.test(line) && line !== 'WEBVTT');
        expect(said.join(' ')).toBe(german.text);
      }
    }

    test('come out of Apikley under the name of the recording', async () => {
      const { outputs } = await setting.engine.run({ parameters: apikley({ output }) }, [
        recording('german.mp3'),
      ]);
      await expectFiles(outputs[0], 'german');
    });

    test('come out of ElkAPI under the name of the recording', async () => {
      const { outputs } = await setting.engine.run({ parameters: elkapi({ output }) }, [
        recording('german.mp3'),
      ]);
      await expectFiles(outputs[0], 'german');
    });

    test('come out of Get Transcript', async () => {
      const submitted = await setting.engine.run({ parameters: apikley({ mode: 'submit' }) }, [
        recording('german.mp3'),
      ]);
      const taskId = z.string().parse(submitted.outputs[0]?.[0]?.json.taskId);
      await setting.emulator.control.endTask(taskId);
      const { outputs } = await setting.engine.run(
        {
          parameters: {
            provider: 'apikley',
            operation: 'getTranscript',
            taskId,
            output: { ...output, fileName: 'minutes' },
          },
        },
        [{}],
      );
      await expectFiles(outputs[0], 'minutes');
    });

    test('come out of an execution that was suspended', async () => {
      const { endTasks, ring } = await runUntilSuspended(setting, [recording('german.mp3')], { output });
      await endTasks();
      await expectFiles((await ring()).outputs?.[0], 'german');
    });

    test('come out of an Apikley Trigger', async () => {
      const callbackUrl = `${setting.emulator.urls.files}/callback`;
      await setting.engine.run({ parameters: apikley({ mode: 'submit' }, { callbackUrl }) }, [
        recording('german.mp3'),
      ]);
      const [task] = await setting.emulator.control.tasks();
      await setting.emulator.control.endTask(task?.id ?? '');
      const { outputs } = await setting.engine.call(
        { role: 'trigger', parameters: { output } },
        {
          query: Object.fromEntries(new URL(task?.callBackUrl ?? '').searchParams),
          body: { taskId: task?.id ?? '' },
        },
      );
      await expectFiles(outputs?.[0], 'german');
    });

    test('pass through a Get Transcript that already has its transcript', async () => {
      const first = await setting.engine.run({ parameters: apikley({ output }) }, [recording('german.mp3')]);
      const [item] = first.outputs[0] ?? [];
      const content = await setting.engine.contentOf(item?.binary?.srt);
      const passed = await setting.engine.run(
        { parameters: { provider: 'apikley', operation: 'getTranscript', taskId: '={{ $json.taskId }}' } },
        [{ json: item?.json, files: { srt: { content, fileName: 'german.srt', mimeType: 'text/plain' } } }],
      );
      const [through] = passed.outputs[0] ?? [];
      expect(through?.json).toEqual(item?.json);
      expect(through?.binary?.srt?.fileName).toBe('german.srt');
      expect(await setting.engine.contentOf(through?.binary?.srt)).toEqual(content);
    });
  });
}
