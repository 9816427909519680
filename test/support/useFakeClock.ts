/* Must be imported first: replaces the clocks of the nodes. */
import { FakeClock } from './fakeClock';

export const mockClock = new FakeClock();

jest.mock('../../nodes/shared/clock', () => ({
  get detachedClock() {
    return mockClock;
  },
  get systemClock() {
    return mockClock;
  },
}));
