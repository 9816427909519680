import { latin1, uint32 } from '../audio/bytes';
import { isMono, isMpeg1 } from '../audio/mpegFrames';

/*
 * The first frame of most MP3 files holds no sound but facts about the others. "Xing" and "Info" frames are described
 * in http://gabriel.mp3-tech.org/mp3infotag.html; "VBRI" is Fraunhofer's.
 */

export interface Mp3Info {
  frame: Uint8Array;
  /** How many frames follow. */
  frames: number | undefined;
  /** What players drop at the start: the delays of the encoder and of the decoder. */
  delaySamples: number;
  /** What players drop at the end. */
  paddingSamples: number;
  /** Where the frame states its facts. All are undefined in a frame that can't be written again ("VBRI"). */
  at: Record<'frames' | 'bytes' | 'places' | 'padding', number | undefined>;
}

/** Every decoder adds so much, on top of the declared delay of the encoder. */
const decoderSamples = 528 + 1;

/** Encoders whose delays players trust. */
const encoders: ReadonlySet<string> = new Set(['LAME', 'Lavf', 'Lavc']);

const headerBytes = 4;
const vbriOffset = headerBytes + 32;
/** From the encoder's name to its delays. */
const delayOffset = 21;
const placesBytes = 100;

const nowhere = { frames: undefined, bytes: undefined, places: undefined, padding: undefined };

/** @returns undefined for a frame with sound */
export function mp3Info(frame: Uint8Array): Mp3Info | undefined {
  const start = headerBytes + sideBytes(frame);
  const name = latin1(frame, start, start + 4);
  if (name !== 'Xing' && name !== 'Info') {
    const isVbri = latin1(frame, vbriOffset, vbriOffset + 4) === 'VBRI';
    return isVbri ? { frame, frames: undefined, delaySamples: 0, paddingSamples: 0, at: nowhere } : undefined;
  }
  const flags = uint32(frame, start + 4);
  let end = start + 8;
  const field = (flag: number, bytes: number): number | undefined => {
    if (!(flags & flag)) return undefined;
    end += bytes;
    return end - bytes;
  };
  const at = { frames: field(1, 4), bytes: field(2, 4), places: field(4, placesBytes) };
  field(8, 4);
  const delayAt = end + delayOffset;
  const hasDelay = encoders.has(latin1(frame, end, end + 4)) && delayAt + 3 <= frame.length;
  const delays = hasDelay ? uint32(frame, delayAt - 1) & 0xffffff : 0;
  return {
    frame: new Uint8Array(frame),
    frames: at.frames === undefined ? undefined : uint32(frame, at.frames),
    delaySamples: hasDelay ? (delays >> 12) + decoderSamples : 0,
    paddingSamples: Math.max(0, (delays & 0xfff) - decoderSamples),
    at: { ...at, padding: hasDelay ? delayAt : undefined },
  };
}

/** The side information of a frame, which is all zeros in this one. */
function sideBytes(frame: Uint8Array): number {
  if (isMpeg1(frame)) return isMono(frame) ? 17 : 32;
  return isMono(frame) ? 9 : 17;
}

/**
 * The frame for the first part of a recording: players go on to drop the delay at its start.
 *
 * @param frames how many frames follow in the part
 * @param bytes of these frames
 * @param keepsPadding whether the part ends with the padding that players drop
 * @returns nothing if it can't be written, and does not have to be
 */
export function infoFrame(
  { frame, at }: Mp3Info,
  { frames, bytes, keepsPadding }: { frames: number; bytes: number; keepsPadding: boolean },
): Uint8Array {
  if (at.frames === undefined) return new Uint8Array();
  const written = new Uint8Array(frame);
  const view = new DataView(written.buffer);
  view.setUint32(at.frames, frames);
  if (at.bytes !== undefined) view.setUint32(at.bytes, bytes + frame.length);
  // Which share of the bytes is in front of each percent of the time, in 256ths.
  for (let percent = 0; at.places !== undefined && !keepsPadding && percent < placesBytes; percent++) {
    view.setUint8(at.places + percent, Math.floor((percent * 256) / placesBytes));
  }
  // Twelve bits of delay at the start, twelve at the end.
  if (at.padding !== undefined && !keepsPadding) {
    view.setUint8(at.padding + 1, view.getUint8(at.padding + 1) & 0xf0);
    view.setUint8(at.padding + 2, 0);
  }
  return written;
}
