import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { isSignatureValid } from '../../../providers/apikley/callback';
import { hostileJson } from './arbitraries/json';
import { hostileText, keyText } from './arbitraries/text';
import { holds } from './holds';

const nowMs = Date.UTC(2030, 0, 1);
const toleranceMs = 5 * 60_000;

interface Signed {
  taskId: string;
  key: string;
  timestamp: string;
  signature: string;
}

const sign = (taskId: string, timestamp: string, key: string): string =>
  createHmac('sha256', key).update(`${taskId}.${timestamp}`).digest('base64');

const signed: fc.Arbitrary<Signed> = fc
  .record({
    taskId: fc.oneof(keyText, hostileText),
    key: fc.oneof(
      keyText,
      hostileText.filter((text) => text !== ''),
    ),
    ageSeconds: fc.integer({ min: -300, max: 300 }),
  })
  .map(({ taskId, key, ageSeconds }) => {
    const timestamp = String(nowMs / 1000 - ageSeconds);
    return { taskId, key, timestamp, signature: sign(taskId, timestamp, key) };
  });

const check = (
  { taskId, timestamp, signature, key }: Signed,
  given: Partial<Record<keyof Signed, unknown>> = {},
) => isSignatureValid(taskId, { timestamp, signature, ...given }, key, nowMs);

holds('a signature that Apikley made is right', signed, 3_000, (one) => {
  expect(check(one)).toBe(true);
});

holds(
  'a signature of which a single bit is another is wrong',
  fc.tuple(signed, fc.integer({ min: 0, max: 255 })),
  3_000,
  ([one, bit]) => {
    const bytes = Buffer.from(one.signature, 'base64');
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(check(one, { signature: bytes.toString('base64') })).toBe(false);
  },
);

holds(
  'a signature for another task, another time or another key is wrong',
  fc.tuple(signed, signed),
  3_000,
  ([one, { taskId, timestamp, key }]) => {
    if (taskId !== one.taskId) expect(check({ ...one, taskId })).toBe(false);
    if (timestamp !== one.timestamp) expect(check({ ...one, timestamp })).toBe(false);
    if (key !== one.key) expect(check({ ...one, key })).toBe(false);
  },
);

holds(
  'a signature is wrong when its time is far off, although it was made for that time',
  fc.tuple(signed, fc.integer({ min: toleranceMs / 1000 + 1, max: 2 ** 40 }), fc.boolean()),
  2_000,
  ([one, seconds, ahead]) => {
    const timestamp = String(nowMs / 1000 + (ahead ? seconds : -seconds));
    const signature = sign(one.taskId, timestamp, one.key);
    expect(check({ ...one, timestamp, signature })).toBe(false);
  },
);

holds(
  'headers that hold anything else are wrong',
  fc.tuple(signed, fc.oneof(hostileJson, hostileText), fc.oneof(hostileJson, hostileText)),
  3_000,
  ([one, timestamp, signature]) => {
    expect(check(one, { timestamp })).toBe(false);
    expect(check(one, { signature })).toBe(false);
    expect(check(one, { timestamp, signature })).toBe(false);
  },
);
