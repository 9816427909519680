import { createHash } from 'node:crypto';
import { fixtureBytes } from '../../../emulator/recordings/fixtures';
import type { AudioFile } from '../../../transcription/audio/audio';
import { contentOf } from '../../../transcription/media/mp4Boxes';
import { mp4Parts } from '../../../transcription/media/mp4Parts';
import { aacSound } from '../../../transcription/media/mp4Sound';
import type { PreparedPart } from '../../../transcription/media/part';
import { prepareRecording } from '../../../transcription/media/prepareRecording';
import { audioFile } from '../../support/audio';
import { bytesOf } from '../../support/bytesOf';
import { failureOf } from '../../support/failure';
import { recordings } from '../../suites/fuzz/arbitraries/containers';

const limits = {
  formats: ['mp3', 'm4a', 'ogg', 'wav'] as const,
  receiver: 'ElkAPI',
  maxBytes: 25_000_000,
  overlapSeconds: 1,
};
const english = fixtureBytes('english.m4a');
const videoMov = Buffer.from(recordings['video.mov'] ?? []);

/** The packets of an M4A file of ours, each after its number of ticks. */
async function soundOf({ file }: PreparedPart): Promise<string> {
  const bytes = await bytesOf(file);
  const { starts, sizes, offsets } = aacSound(contentOf(bytes, 'moov'), bytes.length);
  const hash = createHash('sha256');
  for (const [packet, offset] of offsets.entries()) {
    hash.update(`${starts[packet]}:`).update(bytes.subarray(offset, offset + (sizes[packet] ?? 0)));
  }
  return hash.digest('hex');
}

async function told(parts: readonly PreparedPart[] | undefined) {
  return await Promise.all(
    (parts ?? []).map(async (part) => ({
      from: part.startSeconds.toFixed(6),
      to: part.endSeconds.toFixed(6),
      sound: await soundOf(part),
      name: part.file.fileName,
    })),
  );
}

describe.each([
  ['english.m4a', english],
  ['video.mov', videoMov],
  ['aac.m4a', Buffer.from(recordings['aac.m4a'] ?? [])],
])('the parts of %s', (name, bytes) => {
  test.each([undefined, 0.6, 3])('of %s s hold what the library finds in them', async (maxSeconds) => {
    const wanted = { ...limits, maxSeconds, overlapSeconds: 0.2 };
    const own = await mp4Parts(audioFile(name, '', bytes), wanted);
    // Under this name, the file is left to the library.
    const foreign = await prepareRecording(audioFile(name.replace(/m4a|mov/, 'mkv'), '', bytes), wanted);
    expect(await told(own)).toEqual(await told(foreign));
  });
});

test.each([
  ['MP3', 'a.mp3', fixtureBytes('english.mp3'), limits.formats],
  ['a fragmented video', 'a.mp4', recordings['fragmented.mp4'], limits.formats],
  ['samples without compression', 'a.mov', recordings['pcm.mov'], limits.formats],
  ['something else under the name of a video', 'a.mp4', Buffer.alloc(5_000, 7), limits.formats],
  ['a video that is cut off', 'a.mov', videoMov.subarray(0, -200), limits.formats],
  ['any file for a receiver that takes no M4A', 'a.m4a', english, ['mp3'] as const],
])('%s is left to others', async (_what, name, bytes, formats) => {
  const file = audioFile(name, '', bytes ?? Buffer.alloc(0));
  expect(await mp4Parts(file, { ...limits, formats })).toBeUndefined();
});

test('a recording no part of which can be small enough is refused', async () => {
  const { message } = await failureOf(
    mp4Parts(audioFile('a.m4a', '', english), { ...limits, maxBytes: 500 }),
  );
  expect(message).toMatch(/can't be cut into parts that are small enough for ElkAPI/);
});

/** A file that remembers where it was opened, and that can be exchanged. */
function watched(bytes: Buffer) {
  const content = { bytes };
  const opened: number[] = [];
  const openAt = function* (from: number) {
    opened.push(from);
    for (let at = from; at < content.bytes.length; at += 4_096) {
      yield content.bytes.subarray(at, at + 4_096);
    }
  };
  const file: AudioFile = { ...audioFile('a.m4a', '', bytes), open: () => openAt(0) };
  return { file, openAt, content, opened };
}

test('a source that can begin in the middle is opened at the first packet of a part', async () => {
  const { file, openAt, opened } = watched(english);
  const parts = (await mp4Parts({ ...file, openAt }, { ...limits, maxSeconds: 3 })) ?? [];
  opened.length = 0;
  const whole = await told(await mp4Parts(audioFile('a.m4a', '', english), { ...limits, maxSeconds: 3 }));
  expect(await told(parts)).toEqual(whole);
  expect(opened).toHaveLength(parts.length);
  expect(Math.min(...opened.slice(1))).toBeGreaterThan(1_000);
});

describe('a recording that has changed since it was looked at', () => {
  const preparedThen = async (change: (bytes: Buffer) => Buffer) => {
    const { file, content } = watched(english);
    const [part] = (await mp4Parts(file, limits)) ?? [];
    content.bytes = change(Buffer.from(english));
    let sent = 0;
    const sending = (async () => {
      for await (const chunk of part?.file.open() ?? []) sent += chunk.length;
    })();
    return { message: (await failureOf(sending)).message, missing: (part?.file.sizeBytes ?? 0) - sent };
  };

  test.each([
    ['another header', (bytes: Buffer) => bytes.fill(1, 8, 12)],
    ['an earlier end', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ])('to %s is not sent to its end', async (_what, change) => {
    const { message, missing } = await preparedThen(change);
    expect(message).toMatch(/"a.m4a" cannot be read as a recording/);
    expect(missing).toBeGreaterThan(0);
  });
});

test.each([100, english.length - 100])(
  'an error of reading after %i bytes is not taken for a fault of the recording',
  async (good) => {
    const gone = new Error('The disk is gone.');
    const file = {
      ...audioFile('a.m4a', '', english),
      *open() {
        yield english.subarray(0, good);
        throw gone;
      },
    };
    await expect(mp4Parts(file, limits)).rejects.toBe(gone);
  },
);
