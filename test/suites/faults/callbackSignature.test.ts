import { describeTrigger } from './callbacks';
import type * as fastClock from './fastClock';

/* Less fast, and on its own: the clock must not outrun the five minutes in which a signature is good. */
jest.mock('../../../nodes/shared/clock', () => ({
  systemClock: jest.requireActual<typeof fastClock>('./fastClock').clockOf(8),
}));

describeTrigger('signature');
