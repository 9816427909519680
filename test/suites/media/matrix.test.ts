import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBuffer } from 'music-metadata';
import { apikleyUploadLimits } from '../../../providers/apikley/options';
import { elkapiUploadLimits } from '../../../providers/elkapi/options';
import type { ReceiverLimits } from '../../../transcription/media/cuts';
import { prepareRecording } from '../../../transcription/media/prepareRecording';
import type { PreparedPart } from '../../../transcription/media/part';
import { audioFile } from '../../support/audio';
import { bytesOf } from '../../support/bytesOf';
import { comparedRate, decode, type Decoded, misplacement } from './ffmpeg';
import { make } from './make';
import { type Source, sources } from './sources';
import { isInPause, speech } from './speech';

const spoken = speech(24);

const receivers = { Apikley: apikleyUploadLimits({ diarize: true }), ElkAPI: elkapiUploadLimits() };
const limits = (receiver: keyof typeof receivers, parts: 1 | 3): ReceiverLimits => ({
  ...receivers[receiver],
  overlapSeconds: 2,
  // A third, what neighbours share, and the search for pauses.
  maxSeconds: parts === 1 ? undefined : 12.5,
});

/** Cuts in all, and those that fell into pauses, by codec. */
const cuts = new Map<string, { all: number; inPause: number }>();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'media-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe.each(sources)('$name', (source) => {
  let bytes: Uint8Array;
  let whole: Decoded;
  /** Parts that both receivers get are read once. */
  const read = new Set<string>();

  beforeAll(async () => {
    const path = join(folder, `source.${source.extension}`);
    await make(source, spoken, path);
    bytes = await readFile(path);
    whole = await decode(path, true);
  });

  describe.each(['Apikley', 'ElkAPI'] as const)('for %s', (receiver) => {
    test.each([1, 3] as const)('in %i', async (wanted) => {
      const file = audioFile(`Meeting.${source.extension}`, '', bytes);
      const parts = await prepareRecording(file, limits(receiver, wanted));
      expect(parts).toHaveLength(wanted);
      const problems: string[] = [];
      for (const [number, part] of parts.entries()) {
        problems.push(...(await problemsOf(part, `part ${number + 1}`)));
      }
      expect(problems).toEqual([]);
      if (receiver === 'ElkAPI') countCuts(source, parts);
    });
  });

  async function problemsOf({ file, startSeconds, endSeconds }: PreparedPart, name: string) {
    const written = await bytesOf(file);
    const again = await bytesOf(file);
    const key = createHash('sha256').update(written).digest('hex');
    const problems: string[] = [];
    const isTrue = (holds: boolean, what: string) => {
      if (!holds) problems.push(`${name} (${file.fileName}): ${what}`);
    };
    isTrue(written.length === file.sizeBytes, `${written.length} bytes instead of ${file.sizeBytes}`);
    isTrue(written.equals(again), 'differs when it is read again');
    if (!read.has(key)) {
      read.add(key);
      const path = join(folder, file.fileName);
      await writeFile(path, written);
      const decoded = await decode(path);
      isTrue(decoded.complaints === '', decoded.complaints);
      const seconds = decoded.samples.length / comparedRate;
      isTrue(
        Math.abs(seconds - (endSeconds - startSeconds)) <= 0.04,
        `lasts ${seconds} s instead of ${endSeconds - startSeconds}`,
      );
      const { format } = await parseBuffer(written, file.mediaType, { duration: true });
      for (const place of [0.1, seconds - 1.1]) {
        const off = misplacement(decoded.samples, whole.samples, place, startSeconds + place);
        isTrue(
          Math.abs(off) <= (source.extension === 'mp3' ? 0.005 : 0.05),
          `is off by ${off} s at ${place.toFixed(1)} s`,
        );
      }
      // It counts what players drop of an MP3: up to 0.2 s at 8 kHz.
      isTrue(
        Math.abs((format.duration ?? 0) - (endSeconds - startSeconds)) <
          (file.fileName.endsWith('.mp3') ? 0.25 : 0.1),
        `music-metadata reads ${format.duration} s of ${endSeconds - startSeconds}`,
      );
    }
    if (file.fileName.endsWith('.m4a')) {
      isTrue(written.indexOf('moov') < written.indexOf('mdat'), 'has its index behind the sound');
    }
    return problems;
  }
});

describe('cuts', () => {
  test('fall into pauses where packets say how loud they are', () => {
    const shares = [...cuts].map(([codec, { all: every, inPause }]) => `${codec} ${inPause}/${every}`);
    process.stdout.write(`Cuts in pauses: ${shares.join(', ')}\n`);
    for (const codec of ['mp3 cbr', 'mp3 vbr', 'opus', 'flac']) {
      const { all: every = 0, inPause = 0 } = cuts.get(codec) ?? {};
      expect([codec, inPause / every]).toEqual([codec, 1]);
    }
    // Parts begin and end with packets, which last a quarter of a second at 8 kHz.
    for (const codec of ['wav s16', 'wav other']) {
      const { all: every = 0, inPause = 0 } = cuts.get(codec) ?? {};
      expect(inPause / every).toBeGreaterThanOrEqual(0.8);
    }
  });
});

function countCuts({ codec, late = 0 }: Source, parts: readonly PreparedPart[]): void {
  const count = cuts.get(codec) ?? { all: 0, inPause: 0 };
  for (const [number, { startSeconds }] of parts.slice(1).entries()) {
    const before = parts[number]?.endSeconds ?? 0;
    count.all += 1;
    if (isInPause(spoken, (startSeconds + before) / 2 - late)) count.inPause += 1;
  }
  cuts.set(codec, count);
}
