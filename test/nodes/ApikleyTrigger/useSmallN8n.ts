/* Must be imported first: replaces the clock and the provider of a trigger. */
import type * as small from './smallN8n';
import type * as provided from './tasks';

jest.mock('../../../nodes/shared/clock', () => ({
  get systemClock() {
    return jest.requireActual<typeof small>('./smallN8n').clock;
  },
  get detachedClock() {
    return jest.requireActual<typeof small>('./smallN8n').clock;
  },
}));
jest.mock('../../../nodes/shared/webhooks/readingProvider', () => ({
  readingProvider: () => jest.requireActual<typeof provided>('./tasks').reader(),
}));
