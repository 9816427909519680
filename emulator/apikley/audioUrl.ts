import type { Speech } from '../audio/speech';
import { discard } from '../http/storedFile';
import type { World } from '../world';
import { fetchFile } from './fetchFile';

/** Documented as "At most 200.0 MB". */
const MAX_BYTES = 200 * 1024 * 1024;
const MEDIA_TYPES = ['audio/mpeg', 'audio/wav', 'audio/x-wav', 'audio/aac', 'audio/mp4', 'audio/ogg'];
/** Without a specific type, the service has nothing to object to. */
const UNDECLARED = ['', 'application/octet-stream', 'binary/octet-stream'];

export type AudioRead =
  | { kind: 'read'; speech: Speech | undefined; sha256: string }
  | { kind: 'unreachable' }
  | { kind: 'refused'; why: string };

/** Reads the audio when a task is created. `speech` is undefined for audio that cannot be decoded. */
export async function readAudio(url: string, world: World): Promise<AudioRead> {
  const accepts = (type: string) =>
    !world.facts.audioTypeCheck || MEDIA_TYPES.includes(type) || UNDECLARED.includes(type);
  const fetched = await fetchFile(url, world, MAX_BYTES, accepts);
  switch (fetched.kind) {
    case 'unreachable':
      return { kind: 'unreachable' };
    case 'wrongType':
      return { kind: 'refused', why: `audio_url: file type ${fetched.type} is not supported` };
    case 'tooLarge':
      return { kind: 'refused', why: 'audio_url: the file is larger than 200.0MB' };
    case 'fetched': {
      try {
        const speech = await world.hearing.listen(fetched.file, world.facts, world.lifetime);
        return { kind: 'read', speech, sha256: fetched.file.sha256 };
      } finally {
        await discard(fetched.file);
      }
    }
  }
}
