import { fetch } from 'undici';
import { FileTooLarge, type StoredFile } from '../http/storedFile';
import type { World } from '../world';

const TIME_LIMIT_MS = 60_000;

export type Fetched =
  | { kind: 'fetched'; file: StoredFile; type: string }
  | { kind: 'unreachable' }
  | { kind: 'wrongType'; type: string }
  | { kind: 'tooLarge' };

/** Fetches a user's file as the service does. Reads nothing if `accepts` refuses the type. */
export async function fetchFile(
  url: string,
  world: World,
  maxBytes: number,
  accepts: (type: string) => boolean = () => true,
): Promise<Fetched> {
  try {
    const response = await fetch(url, {
      dispatcher: world.agent,
      signal: AbortSignal.any([world.lifetime, AbortSignal.timeout(TIME_LIMIT_MS)]),
    });
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
      await response.body?.cancel();
      return { kind: 'tooLarge' };
    }
    if (response.ok && response.body && accepts(type)) {
      return { kind: 'fetched', type, file: await world.store.store(response.body, maxBytes) };
    }
    await response.body?.cancel();
    return response.ok ? { kind: 'wrongType', type } : { kind: 'unreachable' };
  } catch (error) {
    return { kind: error instanceof FileTooLarge ? 'tooLarge' : 'unreachable' };
  }
}
