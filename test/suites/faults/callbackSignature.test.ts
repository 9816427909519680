import { describeTrigger } from './callbacks';
import type * as fastClock from './fastClock';

/* Less fast, and on its own: the clock must not outrun the five minutes in which a signature is good. */
jest.mock('../../../nodes/shared/clock', () => {
  const { clockOf, detachedClock } = jest.requireActual<typeof fastClock>('./fastClock');
  return { systemClock: clockOf(8), detachedClock };
});

describeTrigger('signature');
