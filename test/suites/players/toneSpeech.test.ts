import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToneWord } from '../../../emulator/hearing/alphabet';
import { decode } from '../../../emulator/hearing/decode';
import { ToneListener } from '../../../emulator/hearing/toneListener';
import { fileAt } from '../../../emulator/http/storedFile';
import { opus, plainPicture, record, type Recording } from '../../support/toneSpeech/record';
import { toneSpeech } from '../../support/toneSpeech/toneSpeech';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'tone-speech-'))));
afterAll(() => rm(folder, { recursive: true }));

const said = (words: readonly ToneWord[]) => words.map(({ text, voice }) => `${text}/${voice}`);

async function listen(path: string) {
  const listener = new ToneListener();
  for await (const chunk of decode(await fileAt(path), new AbortController().signal)) listener.push(chunk);
  return listener.end();
}

/** ADTS and fragmented MP4 don't say how much of their beginning only warms up the decoder: one frame. */
const aacDelaySeconds = 1024 / 16_000;

test.each<[file: string, recording: Recording, delaySeconds?: number]>([
  ['16k.mp3', { sound: '-b:a 16k' }],
  ['32k.mp3', { sound: '-b:a 32k' }],
  ['64k.mp3', { sound: '-b:a 64k' }],
  ['44100.mp3', { sound: '-b:a 128k -ar 44100' }],
  ['vbr.mp3', { sound: '-q:a 4' }],
  ['lowVbr.mp3', { sound: '-q:a 9' }],
  ['32k.m4a', { sound: '-b:a 32k' }],
  ['48k.m4a', { sound: '-b:a 48k' }],
  ['44100.m4a', { sound: '-b:a 48k -ar 44100' }],
  ['48k.aac', { sound: '-b:a 48k' }, aacDelaySeconds],
  ['24k.opus', { sound: `${opus} -b:a 24k` }],
  ['48k.opus', { sound: `${opus} -b:a 48k` }],
  ['vorbis.ogg', { sound: '-c:a libvorbis -q:a 1' }],
  ['lossless.flac', {}],
  ['plain.wav', {}],
  ['telephone.wav', { sound: '-ar 8000 -c:a pcm_mulaw' }],
  ['stereo.wav', { sound: '-ac 2 -ar 48000' }],
  ['moovAtTheEnd.mp4', { sound: '-b:a 48k', picture: plainPicture('mpeg4') }],
  ['moovInFront.mp4', { sound: '-b:a 48k', picture: plainPicture('mpeg4'), file: '-movflags +faststart' }],
  [
    'fragmented.mp4',
    { sound: '-b:a 48k', picture: plainPicture('mpeg4'), file: '-movflags +empty_moov+frag_keyframe' },
    aacDelaySeconds,
  ],
  ['phone.mov', { sound: '-c:a aac -b:a 48k', picture: plainPicture('mpeg4') }],
  ['meeting.mkv', { sound: `${opus} -b:a 24k`, picture: plainPicture('mpeg4') }],
  ['browser.webm', { sound: `${opus} -b:a 24k`, picture: plainPicture('libvpx') }],
])('each word of two minutes is heard in %s, within 30 ms', async (file, recording, delaySeconds = 0) => {
  for (const pauses of [true, false]) {
    const speech = toneSpeech({ seed: file.length, seconds: 120, voices: 4, pauses });
    const path = join(folder, file);
    await record(speech, path, recording);
    const { words } = await listen(path);
    expect(said(words)).toEqual(said(speech.words));
    const off = words.flatMap(({ start, end }, index) => [
      Math.abs(start - delaySeconds - (speech.words[index]?.start ?? NaN)),
      Math.abs(end - delaySeconds - (speech.words[index]?.end ?? NaN)),
    ]);
    expect(Math.max(...off)).toBeLessThan(0.03);
  }
});
