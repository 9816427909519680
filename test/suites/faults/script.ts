import { fetch } from 'undici';
import { minuteMs } from './fastClock';
import type { Action, FaultyOperation, Times } from './faults';
import { knownParts, type Place } from './longRecording';
import type { FaultyRequest } from './scenarios';
import type { Scene } from './scene';

/** In the emulator's terms. */
const lasting: Record<Times, { times: number | null; forMs?: number }> = {
  once: { times: 1 },
  forAMinute: { times: null, forMs: minuteMs },
  always: { times: null },
};

/**
 * Lets a request meet a fault.
 *
 * @param action undefined if the host refuses connections
 * @param place the part of the recording whose request it is; undefined if the recording goes out whole
 */
export async function script(
  scene: Scene,
  request: FaultyRequest,
  action: Action | undefined,
  times: Times,
  place: Place | undefined,
): Promise<void> {
  if (action === undefined) return await refuse(scene, request, times, place);
  await scene.emulator.control.addFault({
    on: request.on,
    action,
    ...lasting[times],
    ...(place === undefined ? {} : await placed(request, place)),
  });
}

/** A task is read again and again, and everything else happens once, in the order of the parts. */
async function placed({ on }: FaultyRequest, place: Place) {
  if (on !== 'recordInfo' && on !== 'resultFile') return { skip: place };
  const sha256 = (await knownParts())[place]?.sha256;
  return sha256 === undefined ? {} : { match: { sha256 } };
}

/** The last request for a part, after which the next part is due. */
const lastOf: Partial<Record<FaultyOperation, FaultyOperation>> = {
  upload: 'createTask',
  transcriptions: 'transcriptions',
};

/** Shorter than the span of all attempts on the fast clock. */
const awayMs = 200;

/** Makes the host refuse connections from the moment the request is due. */
async function refuse(
  { emulator }: Scene,
  { on, after }: FaultyRequest,
  times: Times,
  place: Place | undefined,
): Promise<void> {
  const { control, urls } = emulator;
  const action = { kind: 'goAway', ms: times === 'once' ? awayMs : null } as const;
  const before = after ?? (place ? lastOf[on] : undefined);
  if (before !== undefined) {
    const skip = place === undefined ? 0 : after === undefined ? place - 1 : place;
    return await control.addFault({ on: before, action, skip });
  }
  const knocks = {
    apikley: ['credit', `${urls.apikley}/api/v1/chat/credit`],
    elkapi: ['models', `${urls.elkapi}/models`],
    quota: ['quota', `${urls.balance}/user/quota`],
    audio: ['unknown', `${urls.files}/knock`],
  } as const;
  const host =
    on === 'quota' || on === 'audio'
      ? on
      : on === 'transcriptions' || on === 'translations'
        ? 'elkapi'
        : 'apikley';
  const [knocked, url] = knocks[host];
  await control.addFault({ on: knocked, action });
  await (await fetch(url)).text();
}
