import { readFileSync } from 'node:fs';
import path from 'node:path';
import { prepareRecording } from '../../../transcription/media/prepareRecording';
import { Standstill } from '../../../transcription/media/readGuard';
import { audioFile } from '../../support/audio';
import { failureOf } from '../../support/failure';

const limits = {
  formats: ['mp3', 'm4a', 'ogg', 'wav'] as const,
  receiver: 'ElkAPI',
  maxBytes: 25_000_000,
  overlapSeconds: 1,
};
const mostMs = 5_000;

/** As a browser records: its size is not known at the start. */
const live = Buffer.from(readFileSync(path.join(__dirname, '../../suites/fuzz/recordings/opus.webm')));
const segmentAt = live.indexOf(Buffer.from('18538067', 'hex'));
live.set(Buffer.from('01ffffffffffffff', 'hex'), segmentAt + 4);
const clusterAt = live.indexOf(Buffer.from('1f43b675', 'hex'));

async function lengthOf(bytes: Uint8Array): Promise<number> {
  const parts = await prepareRecording(audioFile('a.webm', '', bytes), limits);
  return parts.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0);
}

test.each([7, 8, 9, 100, 70_000])(
  'a WebM recording with %s empty bytes behind it keeps its sound',
  async (bytes) => {
    const padded = Buffer.concat([live, Buffer.alloc(bytes)]);
    expect(await lengthOf(padded)).toBe(await lengthOf(live));
  },
  mostMs,
);

test(
  'a WebM recording whose library would not get on is refused',
  async () => {
    const damaged = Buffer.from(live);
    damaged[clusterAt + 4] = 0;
    const { code, cause } = await failureOf(prepareRecording(audioFile('a.webm', '', damaged), limits));
    expect(code).toBe('invalidInput');
    expect(cause).toBeInstanceOf(Standstill);
  },
  mostMs,
);

/** An element with a size of four bytes. */
function element(id: string, ...content: Uint8Array[]): Buffer {
  const bytes = Buffer.concat(content);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(0x1000_0000 + bytes.length);
  return Buffer.concat([Buffer.from(id, 'hex'), size, bytes]);
}

const before = (more: Uint8Array) =>
  Buffer.concat([live.subarray(0, clusterAt), more, live.subarray(clusterAt)]);
const cue = element(
  'bb',
  element('b3', Buffer.of(0)),
  element('b7', element('f7', Buffer.of(1)), element('f1', Buffer.of(0))),
);
const seek = (_: unknown, position: number) => {
  const at = Buffer.alloc(4);
  at.writeUInt32BE(position);
  return element('4dbb', element('53ab', Buffer.from('114d9b74', 'hex')), element('53ac', at));
};

test.each([
  [
    'a number of 900 KB',
    () => element('1941a469', element('61a7', element('46ae', Buffer.alloc(900_000, 1)))),
  ],
  [
    'that number in its tags',
    () => element('1254c367', element('61a7', element('46ae', Buffer.alloc(900_000, 1)))),
  ],
  ['500,000 places for one second', () => element('1c53bb6b', Buffer.alloc(500_000 * cue.length, cue))],
  [
    'a head that points to 100,000 heads',
    () => element('114d9b74', ...Array.from({ length: 100_000 }, seek)),
  ],
])(
  'a WebM recording with %s is read in no time',
  async (_, more) => {
    expect(await lengthOf(before(more()))).toBe(await lengthOf(live));
  },
  mostMs,
);
