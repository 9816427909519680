/* Waits between attempts and polls take most of the time. Sockets and timeouts are real. */
jest.mock('../../../nodes/shared/clock', () => jest.requireActual<object>('./fastClock'));
