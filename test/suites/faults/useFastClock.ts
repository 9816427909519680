/* Waits between tries and polls are what would take the time. Sockets and timeouts are real. */
jest.mock('../../../nodes/shared/clock', () => jest.requireActual<object>('./fastClock'));
