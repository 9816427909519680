import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elkapiUploadLimits } from '../../../providers/elkapi/options';
import { fixtureBytes } from '../../../emulator/recordings/fixtures';
import { assertSound } from '../../../transcription/media/assertSound';
import { prepareRecording } from '../../../transcription/media/prepareRecording';
import { audioFile } from '../../support/audio';
import { bytesOf } from '../../support/bytesOf';
import { failureOf } from '../../support/failure';
import { make } from './make';
import { hopeless, sources } from './sources';
import { speech } from './speech';

const limits = { ...elkapiUploadLimits(), overlapSeconds: 2 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'media-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

test.each(hopeless)('$name is refused in plain words', async (source) => {
  const path = join(folder, `source.${source.extension}`);
  await make(source, speech(2), path);
  const file = audioFile(`Meeting.${source.extension}`, '', await readFile(path));
  const { code, message } = await failureOf(prepareRecording(file, limits));
  expect(code).toBe('invalidInput');
  expect(message).toMatch(source.says);
});

test('a video without sound is refused although its container is taken; what holds sound is not', async () => {
  const path = join(folder, 'silent.mp4');
  const [soundless] = hopeless.filter(({ says }) => says.test('is a video without sound.'));
  if (soundless === undefined) throw new Error('There is no video without sound.');
  await make({ ...soundless, extension: 'mp4' }, speech(2), path);
  const silent = audioFile('Meeting.mp4', '', await readFile(path));
  expect((await failureOf(assertSound(silent, 'ElkAPI'))).message).toBe(
    '"Meeting.mp4" is a video without sound.',
  );
  const recording = audioFile('voice.m4a', '', fixtureBytes('english.m4a'));
  await expect(assertSound(recording, 'ElkAPI')).resolves.toBeUndefined();
  const unreadable = audioFile('odd.mp4', '', Buffer.alloc(2_000, 1));
  await expect(assertSound(unreadable, 'ElkAPI')).resolves.toBeUndefined();
});

const changing = sources.filter(({ name }) =>
  ['MP3, variable bit rate', 'AAC in M4A', 'Opus in WebM', 'a video in H.264'].includes(name),
);

describe.each(changing)('$name that is exchanged between its two readings', (source) => {
  test('is not sent as a whole', async () => {
    const path = join(folder, `source.${source.extension}`);
    // More than is read before the sound, which would not be read again.
    const long = speech(60);
    await make(source, long, path);
    let bytes: Uint8Array = await readFile(path);
    const original = audioFile(`Meeting.${source.extension}`, '', bytes);
    const open = function* () {
      for (let at = 0; at < bytes.length; at += 4_096) yield bytes.subarray(at, at + 4_096);
    };
    const [part] = await prepareRecording({ ...original, open }, limits);
    if (part === undefined) throw new Error('There is no part.');
    // Of the same length, so that nothing but its content gives it away.
    await make({ ...source, late: 0.1 }, { ...long, pcm: long.pcm.toReversed() }, path);
    const other = await readFile(path);
    bytes = new Uint8Array(bytes.length);
    bytes.set(other.subarray(0, bytes.length));
    let sent = 0;
    const sending = (async () => {
      for await (const chunk of part.file.open()) sent += chunk.length;
    })();
    const { message } = await failureOf(sending);
    expect(message).toMatch(/cannot be read as a recording|holds no sound that can be read/);
    expect(sent).toBeLessThan(part.file.sizeBytes);
  });
});

test('a part can be read by several readers at once', async () => {
  const [source] = sources;
  if (source === undefined) throw new Error('There are no sources.');
  const path = join(folder, `source.${source.extension}`);
  await make(source, speech(6), path);
  const [part] = await prepareRecording(audioFile('a.mp3', '', await readFile(path)), limits);
  if (part === undefined) throw new Error('There is no part.');
  const [one, other] = await Promise.all([bytesOf(part.file), bytesOf(part.file)]);
  expect(one.equals(other)).toBe(true);
});
