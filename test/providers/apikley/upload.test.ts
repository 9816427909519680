import { z } from 'zod';
import type { AudioFile } from '../../../transcription/audio/audio';
import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { fixtureFile } from '../../support/audio';
import { failureOf, refusalOf } from '../../support/failure';
import { useApikley } from './useApikley';

const bench = useApikley();
const { service } = bench;
const { spoil, received, sentAndCharged } = service;

const submit = (audio: AudioFile = fixtureFile('english.mp3')) => bench.submit('', { audio });

const form = z.object({ uploadPath: z.string(), fileName: z.string() }).strict();
const uploads = async () => (await received('upload')).map(({ fields }) => form.parse(fields));

test('a file is uploaded first, and the task gets the URL of the upload', async () => {
  await submit({ ...fixtureFile('english.ogg'), fileName: 'Voice 1.OGA' });
  expect(await received('upload')).toMatchObject([
    {
      path: '/file-upload/api/file-stream-upload',
      fields: { fileName: 'Voice-1.ogg' },
      fileName: 'Voice-1.ogg',
      fileType: 'audio/ogg',
      fileSha256: fixtureNamed('english.ogg').sha256,
    },
  ]);
  const [task] = await service.control.tasks();
  const [upload] = await uploads();
  expect(task?.input.audio_url).toBe(
    `${service.emulator.urls.files}/uploads/${upload?.uploadPath}/Voice-1.ogg`,
  );
});

test('each upload has its own path, without a slash at either end', async () => {
  await submit();
  await submit();
  const paths = (await uploads()).map(({ uploadPath }) => uploadPath);
  expect(new Set(paths).size).toBe(2);
  for (const path of paths) expect(path).toMatch(/^[^/].*[0-9a-f-]{36}$/);
});

test('a file with the name of an earlier one is heard anew, although caches keep the old one', async () => {
  await service.control.setFacts({ staleUploads: true });
  const call = (fixture: string) => ({ ...fixtureFile(fixture), fileName: 'call.mp3' });
  const tasks = [await submit(call('english.mp3')), await submit(call('german.mp3'))];
  for (const { taskId } of tasks) await service.control.endTask(taskId);
  const [, german] = await Promise.all(tasks.map(({ taskId }) => bench.apikley.read(taskId)));
  expect(german).toMatchObject({ transcript: { text: fixtureNamed('german.mp3').text } });
});

test.each([
  ['the answer is lost', { kind: 'drop', when: 'afterProcessing' }],
  ['the connection breaks', { kind: 'drop', when: 'afterBody' }],
  ['a proxy fails', { kind: 'http', status: 502, body: '<html></html>' }],
  ['Apikley fails', { kind: 'envelope', code: 500, msg: 'Server exception' }],
  ['Apikley is under maintenance', { kind: 'envelope', code: 455, msg: 'Maintenance' }],
  ['the answer holds no URL', { kind: 'envelope', code: 200, msg: 'success' }],
] as const)('when %s, the whole file is uploaded again, to another path', async (_what, action) => {
  await spoil('upload', action);
  await submit();
  expect(bench.runtime.clock.sleeps).toEqual([750]);
  const sent = await received('upload');
  expect(sent).toHaveLength(2);
  expect(sent[1]?.fileSha256).toBe(fixtureNamed('english.mp3').sha256);
  expect(new Set((await uploads()).map(({ uploadPath }) => uploadPath)).size).toBe(2);
  expect(await sentAndCharged('createTask')).toEqual([1, 1]);
});

test('a rate limit of createTask is waited out without a second upload', async () => {
  await spoil('createTask', { kind: 'envelope', code: 429, msg: 'Slow down' }, 2);
  await submit();
  expect(await received('upload')).toHaveLength(1);
  expect(await sentAndCharged('createTask')).toEqual([3, 1]);
});

test.each([401, 403, 302, 404])('a proxy that interferes for a moment (%i) is retried', async (status) => {
  await spoil('upload', { kind: 'http', status, body: '<html></html>' });
  await submit();
  expect(await sentAndCharged('createTask')).toEqual([1, 1]);
});

test.each([
  { kind: 'http', status: 413, body: '<html>Request Entity Too Large</html>' },
  { kind: 'envelope', code: 413, msg: 'File too large' },
] as const)('an upload that is too large is not retried, and a URL is suggested: %j', async (action) => {
  await spoil('upload', action, null);
  const error = await failureOf(submit());
  expect(error).toMatchObject({ code: 'rejected', retryable: false, mayHaveCharged: false });
  expect(error.description).toContain('Set Audio From to URL');
  expect(await received('upload')).toHaveLength(1);
});

test('an upload that never succeeds costs nothing, and no task is created', async () => {
  await spoil('upload', { kind: 'envelope', code: 500, msg: 'Server exception' }, null);
  expect(await failureOf(submit())).toMatchObject({ code: 'serverError', mayHaveCharged: false });
  expect(await received('upload')).toHaveLength(5);
  expect(bench.runtime.charges).toBe(0);
  expect(await sentAndCharged('createTask')).toEqual([0, 0]);
});

test('the limit of an upload is 100 MB, and the message says how to avoid it', async () => {
  const megabyte = 1024 * 1024;
  const sized = (sizeBytes: number) => ({
    audio: { ...fixtureFile('english.mp3'), sizeBytes },
    wantWords: false,
    providerOptions: {},
  });
  expect(() => bench.apikley.check(sized(100 * megabyte))).not.toThrow();
  const { message } = await refusalOf(() => bench.apikley.check(sized(150 * megabyte)));
  expect(message).toBe(
    'The audio file is 150.0 MB, an upload to Apikley takes 100 MB at most. Set Audio From to URL (up to 200 MB), or split the file first.',
  );
});
