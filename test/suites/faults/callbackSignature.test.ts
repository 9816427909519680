import { describeTrigger } from './callbacks';
import type * as fastClock from './fastClock';

/* In a file of its own with a slower clock, which must not outrun a signature's validity of five minutes. */
jest.mock('../../../nodes/shared/clock', () => {
  const { clockOf, detachedClock } = jest.requireActual<typeof fastClock>('./fastClock');
  return { systemClock: clockOf(8), detachedClock };
});

describeTrigger('signature');
