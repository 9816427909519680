import type { EmulatorControl } from '../../emulator/control';
import type { InputItem } from '../suites/e2e/run';
import { wavHeader } from '../support/wavHeader';

/**
 * One recording with a unique name, content and text. So every charge leads to the one item it was made for, and a
 * misplaced transcript is noticed.
 */
export type Recording = string;

/** All names have the same length, so that none is part of another: faults are bound to recordings by name. */
export const recordingOf = (launch: number, item: number): Recording =>
  `soak-${String(launch).padStart(5, '0')}-${String(item).padStart(2, '0')}`;

const recordingName = /soak-\d{5}-\d{2}/g;

/** All recordings named in a text. */
export const recordingsIn = (text: string): Recording[] => text.match(recordingName) ?? [];

export const transcriptOf = (recording: Recording): string => `Recording ${recording}.`;

/** Stores the recording where both services can fetch it, and returns its item. */
export async function putRecording(
  control: EmulatorControl,
  recording: Recording,
  json: Record<string, unknown>,
): Promise<InputItem> {
  const word = { start: 0, end: 0.05, speaker: 'speaker_0' };
  const text = transcriptOf(recording);
  const url = await control.putFile(`${recording}.wav`, sound(recording), 'audio/wav', {
    speech: {
      durationSeconds: 0.1,
      text,
      translation: text,
      words: text.split(' ').map((part) => ({ ...word, text: part })),
    },
  });
  return { json: { ...json, url } };
}

const samplesPerSecond = 8_000;

/** A tenth of a second of noise, one byte per sample, because thousands of recordings are held in memory. */
function sound(recording: Recording): Buffer {
  const samples = Buffer.alloc(samplesPerSecond / 10, 0x80);
  samples.write(recording, 'latin1');
  return Buffer.concat([wavHeader(samplesPerSecond, 1, samples.length), samples]);
}
