import { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { openUrlAudio, seeUrlAudio } from '../../../../nodes/Transcribe/audio/urlAudio';
import { containing, matching } from '../../../emulator/matchers';
import { bytesOf } from '../../../support/bytesOf';

const execution = z.custom<IExecuteFunctions>();
const requestSchema = z.object({ headers: z.record(z.string()) });

const recording = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 31) % 251));
const url = 'https://files.example.com/call.mp3?signature=x';

interface Answer {
  statusCode?: number;
  headers?: Record<string, string>;
  content?: Buffer;
}

/** A server, and the connections to it that are open. */
function server(answer: (fromByte: number, request: number) => Answer) {
  const bodies: Readable[] = [];
  const asked: number[] = [];
  const httpRequest = (options: unknown) => {
    const { headers } = requestSchema.parse(options);
    const fromByte = Number(/^bytes=(\d+)-$/.exec(headers.Range ?? '')?.[1] ?? 0);
    asked.push(fromByte);
    const { statusCode = 200, headers: given = {}, content = recording } = answer(fromByte, asked.length);
    const chunks = Array.from({ length: Math.ceil(content.length / 50_000) }, (_, at) =>
      content.subarray(at * 50_000, (at + 1) * 50_000),
    );
    const body = Readable.from(chunks);
    bodies.push(body);
    return Promise.resolve({ statusCode, headers: { 'content-type': 'audio/mpeg', ...given }, body });
  };
  return {
    asked,
    open: () => bodies.filter(({ destroyed }) => !destroyed).length,
    execution: execution.parse({
      helpers: { httpRequest },
      getExecutionCancelSignal: () => undefined,
    }),
  };
}

const sized = { 'content-length': String(recording.length) };
const ranged = { ...sized, 'accept-ranges': 'bytes' };
const partial = (
  from: number,
  range = `bytes ${from}-${recording.length - 1}/${recording.length}`,
): Answer => ({
  statusCode: 206,
  headers: { 'content-range': range },
  content: recording.subarray(from),
});

async function tail(answer: (fromByte: number) => Answer): Promise<Buffer> {
  const from = server((fromByte) => (fromByte === 0 ? { headers: ranged } : answer(fromByte)));
  const { file, release } = await openUrlAudio(from.execution, {
    url,
    timeoutMs: 5_000,
    addresses: 'public',
  });
  try {
    return await bytesOf({ open: () => file.openAt?.(120_001) ?? [] });
  } finally {
    release();
    expect(from.open()).toBe(0);
  }
}

describe('a download from the middle', () => {
  test('begins where it was asked to', async () => {
    expect((await tail(partial)).equals(recording.subarray(120_001))).toBe(true);
  });

  test('leaves out what a server sends before it', async () => {
    expect((await tail(() => ({}))).equals(recording.subarray(120_001))).toBe(true);
  });

  test.each([
    ['another range', partial(0, `bytes 0-9/${recording.length}`)],
    ['no range', { ...partial(120_001), headers: {} }],
    ['no such range', { statusCode: 416 }],
  ])('is refused if the server answers with %s', async (_, answer) => {
    await expect(tail(() => answer)).rejects.toThrow(/the server answered (206|416)/);
  });

  test('is refused if it ends early', async () => {
    const short = () => ({ ...partial(120_001), content: recording.subarray(120_001, 200_000) });
    await expect(tail(short)).rejects.toThrow(/it ended after 200000 of 300000 bytes/);
  });

  test('is not offered by a server that does not offer it', async () => {
    const from = server(() => ({ headers: sized }));
    const { file, release } = await openUrlAudio(from.execution, {
      url,
      timeoutMs: 5_000,
      addresses: 'public',
    });
    expect(file).not.toHaveProperty('openAt');
    release();
    expect(from.open()).toBe(0);
  });
});

test('a file of unannounced size that is too large to be held is measured, and downloaded again', async () => {
  const large = Buffer.alloc(27 * 1024 * 1024, 7);
  const from = server(() => ({ content: large }));
  const { file } = await openUrlAudio(from.execution, { url, timeoutMs: 5_000, addresses: 'public' });
  expect(file.sizeBytes).toBe(large.length);
  expect((await bytesOf(file)).equals(large)).toBe(true);
  expect([from.asked.length, from.open()]).toEqual([2, 0]);
});

test('a file of unannounced size that has changed since it was measured is not sent', async () => {
  const from = server((_, request) => ({ content: Buffer.alloc(27 * 1024 * 1024 + request) }));
  const { file } = await openUrlAudio(from.execution, { url, timeoutMs: 5_000, addresses: 'public' });
  await expect(bytesOf(file)).rejects.toThrow(/larger than the \d+ bytes/);
});

test('a look at a file reads its beginning and closes the connection', async () => {
  const from = server(() => ({ headers: ranged }));
  expect(await seeUrlAudio(from.execution, { url, timeoutMs: 5_000, addresses: 'public' })).toMatchObject({
    fileName: 'call.mp3',
    mediaType: 'audio/mpeg',
    sizeBytes: recording.length,
  });
  expect(from.open()).toBe(0);
});

/** The addresses that a download asks, one after the other, and the file's name at the end. */
async function asked(
  from: string,
  answers: Array<{ status?: number; headers?: Record<string, string>; body?: string }>,
) {
  const addresses: string[] = [];
  const httpRequest = (options: unknown) => {
    addresses.push(z.object({ url: z.string() }).parse(options).url);
    const { status = 200, headers = {}, body } = answers[addresses.length - 1] ?? {};
    return Promise.resolve({ statusCode: status, headers, body: Readable.from([body ?? recording]) });
  };
  const { file, release } = await openUrlAudio(
    execution.parse({ helpers: { httpRequest }, getExecutionCancelSignal: () => undefined }),
    { url: from, timeoutMs: 5_000, addresses: 'public' },
  );
  release();
  return { addresses, name: file.fileName };
}

describe('a share link', () => {
  const yandex = 'https://cloud-api.yandex.net/v1/disk/public/resources/download?public_key=a';
  const page = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Sign in</title>' };

  test('of Yandex Disk is followed to where its answer says the file is', async () => {
    const file = 'https://downloader.disk.yandex.ru/disk/1?filename=call.mp3';
    const named = { headers: { 'content-disposition': 'attachment; filename="call.mp3"' } };
    expect(await asked(yandex, [{ body: JSON.stringify({ href: file, method: 'GET' }) }, named])).toEqual({
      addresses: [yandex, file],
      name: 'call.mp3',
    });
  });

  test.each([
    ['says nothing', { body: '{}' }, 'the answer does not say where the file is'],
    ['knows no such file', { status: 404, body: '{"error":"DiskNotFoundError"}' }, 'the server answered 404'],
  ])('of Yandex Disk that %s is refused with what to do', async (_, answer, reason) => {
    await expect(asked(yandex, [answer])).rejects.toMatchObject({
      message: `The audio could not be downloaded from https://cloud-api.yandex.net/v1/disk/public/resources/download: ${reason}.`,
      description: matching(/^Share the file itself.* Yandex Disk .*\. Nothing was transcribed\.$/),
    });
  });

  test('to which a short link leads becomes direct as well', async () => {
    const location = 'https://onedrive.live.com/redir?resid=D3A1!1156&authkey=!AH5';
    const { addresses } = await asked('https://1drv.ms/u/s!AjIx', [{ status: 302, headers: { location } }]);
    expect(addresses[1]).toBe('https://onedrive.live.com/download?resid=D3A1%211156&authkey=%21AH5');
  });

  test.each([
    [
      'https://drive.usercontent.google.com/download?id=1',
      'set General Access in Google Drive to Anyone with the Link',
    ],
    ['https://www.dropbox.com/s/a/call.mp3?dl=1', "n8n's Dropbox node"],
    ['https://1drv.ms/u/s!AjIx', "n8n's Microsoft OneDrive node"],
    ['https://shop.sharepoint.com/:v:/g/a?download=1', "n8n's Microsoft SharePoint node"],
    ['https://example.com/call.mp3', 'it has to lead straight to the file'],
  ])('that gives a page (%s) is refused with what to do', async (from, advice) => {
    await expect(asked(from, [page])).rejects.toMatchObject({
      message: matching(/the address leads to a web page, not to a file\.$/),
      description: containing(advice),
    });
  });
});
