import { getEventListeners } from 'node:events';
import { orAborted } from '../../../transcription/calls/orAborted';

const never = new Promise<never>(() => undefined);

test('work that ends in time gives what it came to, and leaves nothing on the signal', async () => {
  const { signal } = new AbortController();
  await expect(orAborted(Promise.resolve(7), signal)).resolves.toBe(7);
  await expect(orAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('an abort ends the wait at once, with its reason', async () => {
  const aborting = new AbortController();
  const waiting = orAborted(never, aborting.signal);
  const reason = new Error('cancelled');
  aborting.abort(reason);
  await expect(waiting).rejects.toBe(reason);
});

test('so does one that came before, with the reason that the caller names', async () => {
  const late = new Error('too late');
  await expect(orAborted(never, AbortSignal.abort(), () => late)).rejects.toBe(late);
});
