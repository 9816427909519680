import type { AudioFile } from '../audio/audio';
import { id3Bytes, id3HeaderBytes } from '../audio/id3';
import { type MpegFrame, mpegFrame } from '../audio/mpegFrames';
import { mp3Gain } from './mp3Gain';
import { type Mp3Info, mp3Info } from './mp3Info';

/** The frames of an MP3 file: six bytes of memory for each, 1.6 MB for two hours. */
export interface Mp3Frames {
  count: number;
  /** The same for all frames. */
  form: Pick<MpegFrame, 'hertz' | 'samples' | 'stream'>;
  info: Mp3Info | undefined;
  /** Where the first frame with sound begins in the file. */
  firstByte: number;
  /** How many bytes lie between the beginnings of each frame and the next. */
  steps: Uint32Array;
  /** The mean gain of each frame, in quarters. */
  gains: Uint16Array;
}

/**
 * Finds the frames of an MP3 file in one reading. Tags are left out, and some junk is passed over, as players do.
 *
 * @returns undefined if most of the file is something else; then the reading may end early
 * @throws whatever reading the file throws
 */
export async function mp3Frames({ open }: Pick<AudioFile, 'open'>): Promise<Mp3Frames | undefined> {
  const walk = new Walk();
  for await (const chunk of open()) {
    walk.take(chunk);
    if (walk.isLost()) return undefined;
  }
  return walk.end();
}

/** What may be passed over: tags at the end, pictures in them, and damaged stretches. */
const mostJunkShare = 0.1;
const mostJunkBytes = 64 * 1024;

/** More than a day. */
const mostFrames = 4_000_000;

const frameHeaderBytes = 4;

class Walk {
  private rest: Uint8Array = new Uint8Array();
  /** Offset of the first byte in `rest`. */
  private position = 0;
  private skipBytes = 0;
  private junkBytes = 0;
  /** Only right behind a frame is a header enough; elsewhere, one more has to follow. */
  private place: 'start' | 'behindFrame' | 'junk' = 'start';
  private form: MpegFrame | undefined;
  private info: Mp3Info | undefined;
  private firstByte = 0;
  private endByte = 0;
  private count = 0;
  private steps = new Uint32Array(1024);
  private gains = new Uint16Array(1024);

  take(chunk: Uint8Array): void {
    const skipped = Math.min(this.skipBytes, chunk.length);
    this.skipBytes -= skipped;
    this.position += skipped;
    if (this.skipBytes > 0) return;
    const fresh = chunk.subarray(skipped);
    this.walk(this.rest.length === 0 ? fresh : Buffer.concat([this.rest, fresh]), false);
  }

  isLost(): boolean {
    return this.junkBytes > mostJunkBytes + this.position * mostJunkShare || this.count > mostFrames;
  }

  end(): Mp3Frames | undefined {
    this.walk(this.rest, true);
    const { form, info, firstByte, count, steps, gains } = this;
    if (form === undefined || count === 0 || this.isLost()) return undefined;
    if (this.junkBytes > this.endByte - firstByte) return undefined;
    return { count, form, info, firstByte, steps, gains };
  }

  private walk(bytes: Uint8Array, isEnd: boolean): void {
    let at = 0;
    for (;;) {
      const next = this.step(bytes, at, isEnd);
      if (next === undefined) break;
      at = next;
    }
    this.skipBytes = Math.max(0, at - bytes.length);
    this.position += at - this.skipBytes;
    // A copy, because the source may use its chunk again.
    this.rest = new Uint8Array(bytes.subarray(at));
  }

  /** @returns where to go on; undefined if it takes more bytes than there are */
  private step(bytes: Uint8Array, at: number, isEnd: boolean): number | undefined {
    const left = bytes.length - at;
    if (left < (isEnd ? frameHeaderBytes : id3HeaderBytes)) return undefined;
    const frame = mpegFrame(bytes, at);
    if (frame?.layer === 3 && (this.form === undefined || frame.stream === this.form.stream)) {
      const isNext = this.place === 'behindFrame';
      if (left < frame.bytes + (isNext ? 0 : frameHeaderBytes) && !isEnd) return undefined;
      if (isNext || mpegFrame(bytes, at + frame.bytes)?.stream === frame.stream) {
        if (left < frame.bytes) return undefined;
        this.add(frame, bytes.subarray(at, at + frame.bytes), this.position + at);
        return at + frame.bytes;
      }
    }
    const tag = this.place === 'junk' ? 0 : id3Bytes(bytes, at);
    if (tag > 0) {
      this.place = 'start';
      return at + tag;
    }
    this.place = 'junk';
    const sync = bytes.indexOf(0xff, at + 1);
    const next = sync === -1 ? bytes.length : sync;
    this.junkBytes += next - at;
    return next;
  }

  private add(frame: MpegFrame, bytes: Uint8Array, start: number): void {
    this.place = 'behindFrame';
    if (this.form === undefined) {
      this.form = frame;
      this.info = mp3Info(bytes);
      if (this.info !== undefined) return;
    }
    const { count } = this;
    if (count === 0) this.firstByte = start;
    else this.steps[count - 1] = (this.steps[count - 1] ?? 0) + start - this.endByte;
    if (count === this.steps.length) this.grow();
    this.steps[count] = frame.bytes;
    this.gains[count] = (mp3Gain(bytes) ?? 0) * 4;
    this.endByte = start + frame.bytes;
    this.count = count + 1;
  }

  private grow(): void {
    const { steps, gains } = this;
    this.steps = new Uint32Array(steps.length * 2);
    this.steps.set(steps);
    this.gains = new Uint16Array(gains.length * 2);
    this.gains.set(gains);
  }
}
