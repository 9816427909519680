import { mp3Parts } from '../../../transcription/media/mp3Parts';
import { audioFile } from '../../support/audio';
import { bytesOf } from '../../support/bytesOf';
import { failureOf } from '../../support/failure';
import {
  id3Tag,
  mp3FrameBytes,
  mp3FrameSeconds,
  mp3InfoFrame,
  mp3Numbers,
  mp3Sound,
} from '../../support/mp3';

const limits = {
  formats: ['mp3'] as const,
  receiver: 'ElkAPI',
  maxBytes: 25_000_000,
  overlapSeconds: 2,
};
/** 48 s. */
const count = 2_000;
const plain = audioFile('a.mp3', '', Buffer.concat([id3Tag(999), mp3Sound(count)]));
const parted = { ...limits, maxSeconds: 20 };

test('parts are ranges of whole frames, begin a little early for the bit reservoir, and overlap', async () => {
  const parts = (await mp3Parts(plain, parted)) ?? [];
  expect(parts).toHaveLength(4);
  const numbers = await Promise.all(parts.map(async ({ file }) => mp3Numbers(await bytesOf(file))));
  for (const [part, { startSeconds, endSeconds, file }] of parts.entries()) {
    const own = numbers[part] ?? [];
    const [first = -1] = own;
    expect(own).toEqual(own.map((_, frame) => first + frame));
    expect(file.sizeBytes).toBe(own.length * mp3FrameBytes);
    expect(startSeconds).toBeCloseTo(first * mp3FrameSeconds);
    expect(endSeconds).toBeCloseTo((first + own.length) * mp3FrameSeconds);
    const shared = (parts[part - 1]?.endSeconds ?? 2.1 + startSeconds) - startSeconds;
    // Three frames hold the 511 bytes.
    expect(shared).toBeGreaterThanOrEqual(2 + 3 * mp3FrameSeconds);
    expect(shared).toBeLessThan(2.15);
  }
  expect([numbers[0]?.[0], numbers.at(-1)?.at(-1)]).toEqual([0, count - 1]);
});

test('cuts fall into pauses', async () => {
  // Of 0.24 s, 1.2 s before the middle.
  const quiet = { from: 950, to: 960 };
  const sound = mp3Sound(count, (frame) => frame >= quiet.from && frame < quiet.to);
  const [one, other] = (await mp3Parts(audioFile('a.mp3', '', sound), { ...limits, maxSeconds: 40 })) ?? [];
  const cut = ((one?.endSeconds ?? 0) + (other?.startSeconds ?? 0)) / 2;
  expect(Math.abs(cut - 955 * mp3FrameSeconds)).toBeLessThan(0.1);
});

test('the declared delay is no part of the timeline, and the first part goes on to declare it', async () => {
  const bytes = Buffer.concat([mp3InfoFrame({ frames: count, padding: 1_009 }), mp3Sound(count)]);
  const delaySeconds = 1_105 / 48_000;
  const [first, second] = (await mp3Parts(audioFile('a.mp3', '', bytes), parted)) ?? [];
  expect(first?.startSeconds).toBe(0);
  const own = first && (await bytesOf(first.file));
  expect(own).toHaveLength(first?.file.sizeBytes ?? 0);
  expect(own?.readUInt32BE(4 + 17 + 8)).toBe((own?.length ?? 0) / mp3FrameBytes - 1);
  const [number = 0] = second ? mp3Numbers(await bytesOf(second.file)) : [];
  expect(second?.startSeconds).toBeCloseTo(number * mp3FrameSeconds - delaySeconds);

  const [whole] = (await mp3Parts(audioFile('a.mp3', '', bytes), limits)) ?? [];
  expect(whole?.endSeconds).toBeCloseTo(count * mp3FrameSeconds - delaySeconds - 480 / 48_000);
  const sent = whole && (await bytesOf(whole.file));
  expect(sent?.subarray(mp3FrameBytes).equals(mp3Sound(count))).toBe(true);
});

test('parts are small enough', async () => {
  const parts = (await mp3Parts(plain, { ...limits, maxBytes: 100_000 })) ?? [];
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.every(({ file }) => file.sizeBytes <= 100_000)).toBe(true);
});

test('what can not become small enough is refused', async () => {
  const { code } = await failureOf(mp3Parts(plain, { ...limits, maxBytes: 1_000 }));
  expect(code).toBe('invalidInput');
});

test.each([
  ['another file', audioFile('a.wav', '', mp3Sound(100)), limits],
  ['a receiver that takes no MP3', plain, { ...limits, formats: ['m4a'] as const }],
  ['a damaged file', audioFile('a.mp3', '', Buffer.alloc(9_999)), limits],
])('%s is left to the library', async (_, file, receiver) => {
  await expect(mp3Parts(file, receiver)).resolves.toBeUndefined();
});

test.each([
  ['shorter', Buffer.alloc(50_000, 1)],
  ['other', Buffer.alloc(plain.sizeBytes, 1)],
])('a file that has become a %s one is not sent as a whole', async (_, bytes) => {
  let current: Iterable<Uint8Array> | AsyncIterable<Uint8Array> = plain.open();
  const parts = (await mp3Parts({ ...plain, open: () => current }, parted)) ?? [];
  current = audioFile('a.mp3', '', bytes).open();
  const file = parts[0]?.file;
  let sent = 0;
  const reading = async () => {
    for await (const chunk of file?.open() ?? []) sent += chunk.length;
  };
  const { code } = await failureOf(reading());
  expect(code).toBe('invalidInput');
  expect(sent).toBeLessThan(file?.sizeBytes ?? 0);
});
