import { mkdtemp, rm } from 'node:fs/promises';
import { createReadStream, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transcribeTones } from '../../../emulator/hearing/transcribeTones';
import { memoryFile } from '../../../emulator/http/storedFile';
import type { AudioFile } from '../../../transcription/audio/audio';
import type { ReceiverLimits } from '../../../transcription/media/cuts';
import { prepareRecording } from '../../../transcription/media/prepareRecording';
import { joinTranscripts } from '../../../transcription/parts/joinTranscripts';
import type { HeardPart } from '../../../transcription/parts/heardPart';
import { bytesOf } from '../../support/bytesOf';
import { opus, plainPicture, record, type Recording } from '../../support/toneSpeech/record';
import { toneSpeech, type ToneSpeech } from '../../support/toneSpeech/toneSpeech';

/*
 * Recordings are cut as they are for a service, each part is heard from its real bytes, and the transcripts are joined.
 * A word that a cut went through is garbled as a recogniser garbles it, so words that are lost or doubled at a seam can
 * be counted.
 */

/** Minutes of each recording. SEAM_MINUTES=15 makes more than 500 seams, in some minutes. */
const minutes = Number(process.env.SEAM_MINUTES ?? 1.5);

const kinds: Array<[name: string, recording: Recording]> = [
  ['cbr.mp3', { sound: '-c:a libmp3lame -b:a 64k' }],
  ['vbr.mp3', { sound: '-c:a libmp3lame -q:a 5' }],
  ['aac.m4a', { sound: '-c:a aac -b:a 64k' }],
  ['video.mp4', { sound: '-c:a aac -b:a 64k', picture: plainPicture('mpeg4') }],
  ['opus.ogg', { sound: opus }],
  ['opus.webm', { sound: opus }],
  ['vorbis.ogg', { sound: '-c:a libvorbis -q:a 3' }],
  ['flac.flac', { sound: '-c:a flac' }],
  ['pcm.wav', {}],
];

interface Setting {
  pauses: boolean;
  voices: number;
  partSeconds: number;
  overlapSeconds: number;
}
const settings: Setting[] = [
  { pauses: true, voices: 1, partSeconds: 30, overlapSeconds: 8 },
  { pauses: false, voices: 1, partSeconds: 22, overlapSeconds: 5 },
  { pauses: true, voices: 3, partSeconds: 60, overlapSeconds: 14 },
];

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'seams-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const tally = { seams: 0, lost: 0, doubled: 0, late: 0, turns: 0, otherSpeaker: 0 };
const counted = ['seams', 'lost', 'doubled', 'late', 'turns', 'otherSpeaker'] as const;
afterAll(() => process.stdout.write(`${JSON.stringify(tally)}\n`));

const signal = new AbortController().signal;

async function heard(parts: Awaited<ReturnType<typeof prepareRecording>>): Promise<HeardPart[]> {
  const result: HeardPart[] = [];
  for (const { file, startSeconds, endSeconds } of parts) {
    const speech = await transcribeTones(memoryFile(await bytesOf(file)), { careless: false, signal });
    const { text = '', words = [] } = speech ?? {};
    result.push({
      startSeconds,
      endSeconds,
      transcript: { provider: 'test', model: 'tones', status: 'completed', text, words },
    });
  }
  return result;
}

const bare = (text: string) => text.toLowerCase().replace(/\W/g, '');

interface Said {
  text: string;
  start?: number;
  speaker?: string;
}

/** The longest common subsequence: which word of the transcript is which of the truth. */
function matched(
  truth: readonly string[],
  heardWords: readonly string[],
): Array<[truth: number, heard: number]> {
  const width = heardWords.length + 1;
  const lengths = new Uint16Array((truth.length + 1) * width);
  const at = (one: number, other: number) => lengths[one * width + other] ?? 0;
  for (let one = truth.length - 1; one >= 0; one--) {
    for (let other = heardWords.length - 1; other >= 0; other--) {
      lengths[one * width + other] =
        truth[one] === heardWords[other]
          ? at(one + 1, other + 1) + 1
          : Math.max(at(one + 1, other), at(one, other + 1));
    }
  }
  const pairs: Array<[number, number]> = [];
  for (let one = 0, other = 0; one < truth.length && other < heardWords.length;) {
    if (truth[one] === heardWords[other]) pairs.push([one++, other++]);
    else if (at(one + 1, other) >= at(one, other + 1)) one += 1;
    else other += 1;
  }
  return pairs;
}

/** Off by more than this is a fault. */
const mostSecondsOff = 0.1;

function count(speech: ToneSpeech, words: readonly Said[], parts: readonly HeardPart[]) {
  const pairs = matched(
    speech.words.map(({ text }) => bare(text)),
    words.map(({ text }) => bare(text)),
  ).map(([one, other]) => ({ said: speech.words[one], word: words[other] }));
  let turns = 0;
  let otherSpeaker = 0;
  for (const [index, part] of parts.slice(1).entries()) {
    const from = part.startSeconds;
    const to = parts[index]?.endSeconds ?? from;
    const voices = new Set(
      pairs.flatMap(({ said }) => (said && said.start > from && said.end < to ? [said.voice] : [])),
    );
    for (const voice of voices) {
      const ofVoice = pairs.filter(({ said }) => said?.voice === voice);
      const before = ofVoice.filter(({ said }) => (said?.end ?? 0) < from).at(-1);
      const after = ofVoice.find(({ said }) => (said?.start ?? 0) > to);
      if (!before || !after) continue;
      turns += 1;
      if (before.word?.speaker !== after.word?.speaker) otherSpeaker += 1;
    }
  }
  return {
    seams: parts.length - 1,
    lost: speech.words.length - pairs.length,
    doubled: words.length - pairs.length,
    late: pairs.filter(({ said, word }) => Math.abs((said?.start ?? 0) - (word?.start ?? 0)) > mostSecondsOff)
      .length,
    turns,
    otherSpeaker,
  };
}

describe.each(kinds)('%s', (name, recording) => {
  test.each(settings)(
    'parts of $partSeconds s that share $overlapSeconds s join without a word lost or doubled (pauses: $pauses, voices: $voices)',
    async ({ pauses, voices, partSeconds, overlapSeconds }) => {
      const speech = toneSpeech({ seed: partSeconds + name.length, seconds: minutes * 60, pauses, voices });
      const path = join(folder, name);
      await record(speech, path, recording);
      const file: AudioFile = {
        kind: 'file',
        fileName: name,
        mediaType: '',
        sizeBytes: statSync(path).size,
        open: (): AsyncIterable<Buffer> => createReadStream(path),
      };
      const limits: ReceiverLimits = {
        formats: ['mp3', 'm4a', 'ogg', 'flac', 'wav'],
        receiver: 'the test',
        maxBytes: 1e9,
        maxSeconds: partSeconds,
        overlapSeconds,
      };
      const parts = await heard(await prepareRecording(file, limits));
      const joined = joinTranscripts(parts, speech.seconds);
      const found = count(speech, joined.words ?? [], parts);
      for (const key of counted) tally[key] += found[key];
      expect(found.seams).toBeGreaterThan(0);
      expect(found).toMatchObject({ lost: 0, doubled: 0, late: 0 });
      expect(found.otherSpeaker).toBeLessThanOrEqual(found.turns * 0.05);
    },
  );
});
