import { fingerprintWith, packetsOf } from '../../../transcription/media/excerpt';
import { FileChanged } from '../../../transcription/media/fileChanged';
import { soundBehind } from '../../../transcription/media/soundBehind';
import { fixtureFile } from '../../support/audio';
import { withSound } from '../../support/openSound';

const excerpt = { fromSeconds: 1, toSeconds: 3 };
const headers = Buffer.from('headers');

async function written(isChanged: boolean) {
  return await withSound(fixtureFile('english.m4a'), async (sound) => {
    const packets: Uint8Array[] = [];
    let fingerprint = 0;
    for await (const packet of packetsOf(sound, excerpt)) {
      packets.push(packet.data);
      fingerprint = fingerprintWith(fingerprint, packet);
    }
    const file = { headers, fingerprint: isChanged ? fingerprint + 1 : fingerprint };
    const sent: Uint8Array[] = [];
    let failure: unknown;
    try {
      for await (const block of soundBehind(file, sound, excerpt)) sent.push(block);
    } catch (error) {
      failure = error;
    }
    return { expected: Buffer.concat([headers, ...packets]), sent: Buffer.concat(sent), failure };
  });
}

test('a file is its headers and the packets of its excerpt', async () => {
  const { expected, sent, failure } = await written(false);
  expect(failure).toBeUndefined();
  expect(sent.equals(expected)).toBe(true);
});

test('a recording with other packets than when the headers were made is not sent to its end', async () => {
  const { expected, sent, failure } = await written(true);
  expect(failure).toBeInstanceOf(FileChanged);
  expect(sent.length).toBeLessThan(expected.length);
});
