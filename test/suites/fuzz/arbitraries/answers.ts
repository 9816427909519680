import fc from 'fast-check';
import type { HttpResponse } from '../../../../transcription/calls/http';
import { hostileText } from './text';
import { wire } from './json';

const status = fc.oneof(
  { weight: 12, arbitrary: fc.constant(200) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(201, 204, 301, 302, 400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 455),
  },
  { weight: 1, arbitrary: fc.constantFrom(0, 100, 500, 501, 502, 503, 504, 505, 524, 999) },
);

const headers: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    'retry-after': fc.oneof(
      fc.constantFrom('0', '1', '-1', '1e308', 'Wed, 21 Oct 2099 07:28:00 GMT'),
      hostileText,
    ),
    'retry-after-ms': fc.oneof(fc.constantFrom('0', '5', 'NaN', '1e308', '0x10'), hostileText),
    'content-type': hostileText,
  },
  { requiredKeys: [] },
);

/** A server's answer: correct, nearly correct, or completely different. */
export const answer = (body: fc.Arbitrary<unknown>): fc.Arbitrary<HttpResponse> =>
  fc.record({ status, headers, body: wire(body) });

export const withBodies = (bodies: fc.Arbitrary<string>): fc.Arbitrary<HttpResponse> =>
  fc.record({ status, headers, body: bodies });
