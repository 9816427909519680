import { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { NoRecording } from '../../../../nodes/Transcribe/audio/download';
import { openUrlAudio, seeUrlAudio } from '../../../../nodes/Transcribe/audio/urlAudio';
import type { AudioFile } from '../../../../transcription/audio/audio';
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

const source = { url, timeoutMs: 5_000, addresses: 'public' } as const;
const sizeIn = (bytes: number | string) => ({ headers: { 'content-length': String(bytes) } });

describe('a file whose size was announced', () => {
  test('is sent while it is downloaded, and downloaded again when it is sent again', async () => {
    const from = server(() => ({ headers: sized }));
    const { file, release, hasOtherSize } = await openUrlAudio(from.execution, source);
    expect(file).toMatchObject({
      fileName: 'call.mp3',
      mediaType: 'audio/mpeg',
      sizeBytes: recording.length,
    });
    for (const requests of [1, 2]) {
      expect((await bytesOf(file)).equals(recording)).toBe(true);
      expect(from.asked).toHaveLength(requests);
    }
    release();
    expect([hasOtherSize(), from.open()]).toEqual([false, 0]);
  });

  test.each([
    ['more', recording.length - 1],
    ['less', recording.length + 1],
  ])('is known to have another one if it has %s', async (_, announced) => {
    const from = server(() => sizeIn(announced));
    const { file, hasOtherSize } = await openUrlAudio(from.execution, source);
    await expect(bytesOf(file)).rejects.toThrow(/bytes/);
    expect(hasOtherSize()).toBe(true);
  });

  test('is measured all the same if that is asked for', async () => {
    const from = server(() => ({ headers: ranged }));
    const { file, release, hasOtherSize } = await openUrlAudio(from.execution, source, true);
    expect((await bytesOf(file)).equals(recording)).toBe(true);
    expect([file.sizeBytes, from.asked.length]).toEqual([recording.length, 1]);
    release();
    expect([hasOtherSize(), from.open()]).toEqual([false, 0]);
  });

  test.each([
    ['as announced', 27 * 1024 * 1024, true],
    ['another one', 28 * 1024 * 1024, false],
  ])(
    'is downloaded again once it was measured, if it is too large to be held: its size is %s',
    async (_, announced, begins) => {
      const large = Buffer.alloc(27 * 1024 * 1024, 7);
      const headers = { 'content-length': String(announced), 'accept-ranges': 'bytes' };
      const from = server(() => ({ headers, content: large }));
      const { file, release } = await openUrlAudio(from.execution, source, true);
      expect([file.sizeBytes, file.openAt !== undefined]).toEqual([large.length, begins]);
      expect((await bytesOf(file)).equals(large)).toBe(true);
      release();
      expect([from.asked.length, from.open()]).toEqual([2, 0]);
    },
  );
});

describe('a size is not believed', () => {
  const small = recording.subarray(0, 1_000);
  test.each([
    ['smaller than what has arrived', 65_536, recording],
    ['smaller than a file that has arrived whole', 999, small],
    ['larger than a file that has arrived whole', 1_001, small],
    ['no number', '1000, 1000', small],
    ['larger than any file', '9007199254740993', small],
  ])('that is %s', async (_, announced, content) => {
    const from = server(() => ({
      content,
      headers: { 'content-length': String(announced), 'accept-ranges': 'bytes' },
    }));
    const { file } = await openUrlAudio(from.execution, source);
    expect(file.sizeBytes).toBe(content.length);
    expect((await bytesOf(file)).equals(content)).toBe(true);
    expect(file).not.toHaveProperty('openAt');
  });
});

test.each([1_000, 100_000])('the size of a file is believed if all %d bytes have arrived', async (bytes) => {
  const content = recording.subarray(0, bytes);
  const from = server(() => ({ ...sizeIn(bytes), content }));
  expect((await seeUrlAudio(from.execution, source)).sizeBytes).toBe(bytes);
});

test('a file of unannounced size is sent to its last byte, each time', async () => {
  const from = server(() => ({}));
  const { file, release, hasOtherSize } = await openUrlAudio(from.execution, source);
  for (let time = 0; time < 2; time++) expect((await bytesOf(file)).equals(recording)).toBe(true);
  expect([file.sizeBytes, from.asked.length]).toEqual([recording.length, 1]);
  release();
  expect([hasOtherSize(), from.open()]).toEqual([false, 0]);
});

test('a file of unannounced size that is too large to be held is measured, and downloaded again', async () => {
  const large = Buffer.alloc(27 * 1024 * 1024, 7);
  const from = server(() => ({ content: large, headers: { 'accept-ranges': 'bytes' } }));
  const { file } = await openUrlAudio(from.execution, { url, timeoutMs: 5_000, addresses: 'public' });
  expect(file).not.toHaveProperty('openAt');
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

describe('a look that wants the length of a recording', () => {
  const seen = async (answer: Answer, lengthOf: (file: AudioFile) => Promise<number | undefined>) => {
    const from = server(() => answer);
    const result = await seeUrlAudio(from.execution, source, lengthOf);
    expect([from.asked.length, from.open()]).toEqual([1, 0]);
    return result;
  };

  test('finds it out from the beginning of the file', async () => {
    const { seconds, ...rest } = await seen({ headers: sized }, async (file) => {
      expect((await bytesOf(file)).equals(recording)).toBe(true);
      return file.sizeBytes / 1_000;
    });
    expect(seconds).toBe(300);
    expect(rest).toMatchObject({ fileName: 'call.mp3', sizeBytes: recording.length });
  });

  test('reads no more than a megabyte', async () => {
    const content = Buffer.alloc(5_000_000, 7);
    let read = 0;
    const { seconds } = await seen({ ...sizeIn(content.length), content }, async (file) => {
      for await (const chunk of file.open()) read += chunk.length;
      return 7;
    });
    expect(seconds).toBeUndefined();
    expect(read).toBe(1_050_000);
  });

  test('shows the rest all the same if that fails', async () => {
    const result = await seen({ headers: sized }, () => Promise.reject(new Error('no header')));
    expect(result).toMatchObject({ fileName: 'call.mp3', seconds: undefined });
  });

  test('does not ask for it where the size is unknown', async () => {
    const lengthOf = jest.fn();
    expect(await seen({}, lengthOf)).toMatchObject({ fileName: 'call.mp3', sizeBytes: undefined });
    expect(lengthOf).not.toHaveBeenCalled();
  });
});

describe('a file', () => {
  const refusal = (content: string | Buffer, mediaType = 'audio/mpeg') => {
    const from = server(() => ({
      content: Buffer.from(content),
      headers: { 'content-type': mediaType, 'content-length': '5' },
    }));
    return openUrlAudio(from.execution, source).then(
      ({ release }) => release(),
      (error: unknown) => {
        expect(from.open()).toBe(0);
        return error;
      },
    );
  };

  test.each([
    [
      'a web page, whatever its server calls it',
      '<!doctype html><p>Sign in',
      'audio/mpeg',
      'a web page, not to a file',
    ],
    [
      'a web page by what its server calls it',
      '\u0001\u0002\u0003',
      'text/HTML; charset=utf-8',
      'a web page',
    ],
    ['a document', '%PDF-1.7', 'audio/mpeg', 'not to a recording'],
  ])('that is %s is refused, and its connection closed', async (_, content, mediaType, reason) => {
    expect(await refusal(content, mediaType)).toMatchObject({
      constructor: NoRecording,
      message: containing(reason),
    });
  });

  test.each([
    ['a recording, whatever its server calls it', Buffer.from('fLaC\0\0\0\x22'), 'text/html'],
    ['anything else', Buffer.from([1, 2, 3]), 'text/htmlx'],
  ])('that is %s is accepted', async (_, content, mediaType) => {
    expect(await refusal(content, mediaType)).toBeUndefined();
  });

  test('without a media type is accepted', async () => {
    const httpRequest = () =>
      Promise.resolve({ statusCode: 200, headers: {}, body: Readable.from([recording]) });
    const { file } = await openUrlAudio(
      execution.parse({ helpers: { httpRequest }, getExecutionCancelSignal: () => undefined }),
      source,
    );
    expect([file.mediaType, file.fileName]).toEqual(['', 'call.mp3']);
  });

  test.each<[string, string, Record<string, string>, string | undefined]>([
    ['in no place, if its address has none', 'https://files.example.com/', {}, undefined],
    ['in its address', url, {}, 'call.mp3'],
    ['in its header', url, { 'content-disposition': 'attachment; filename="minutes.ogg"' }, 'minutes.ogg'],
  ])('has the name that is found %s', async (_, from, headers, expected) => {
    const opened = await openUrlAudio(server(() => ({ headers })).execution, { ...source, url: from });
    expect([opened.name, opened.file.fileName]).toEqual([expected, expected ?? 'audio']);
  });

  test.each([
    ['its beginning has arrived', 3],
    ['all of it has arrived, although its size is unknown', 200_000],
  ])('whose connection breaks before %s is not sent, and can be asked for again', async (_, arrived) => {
    const breaking = async function* () {
      yield recording.subarray(0, arrived);
      await Promise.reject(new Error('socket hang up'));
    };
    const body = Readable.from(breaking());
    const from = execution.parse({
      helpers: { httpRequest: () => Promise.resolve({ statusCode: 200, headers: {}, body }) },
      getExecutionCancelSignal: () => undefined,
    });
    await expect(openUrlAudio(from, source)).rejects.toMatchObject({ code: 'network', retryable: true });
    expect(body.destroyed).toBe(true);
  });
});

test('a download that is not read is closed, and one that was read is not closed again', async () => {
  const from = server(() => ({ headers: sized }));
  const { release } = await openUrlAudio(from.execution, source);
  expect(from.open()).toBe(1);
  release();
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
