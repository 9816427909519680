import fc from 'fast-check';
import { hostileText } from './text';

/** JSON allows numbers that `JSON.stringify` never writes. They are kept as marked strings until the text is built. */
const bare = (token: string): string => `@@${token}@@`;

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  fc.constantFrom<unknown>(null, true, false, '', 0, -0, -1, 1, 0.1, 7, 200, 404, 501),
  fc.constantFrom<unknown>(1e21, 1e300, -1e300, 2 ** 53, Number.MIN_VALUE, 1_767_225_600_000),
  fc.constantFrom(bare('1e999'), bare('-1e999'), bare('0.1e-400'), bare(`1${'0'.repeat(400)}`)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Names with a meaning in JavaScript, or to the code that reads callbacks and answers. */
const key: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON', 'then', 'length'),
  fc.constantFrom(
    'data',
    'taskId',
    'task_id',
    'state',
    'resultJson',
    'code',
    'msg',
    'error',
    'text',
    'words',
  ),
  hostileText,
);

/** `__proto__` becomes an ordinary property, too, as with JSON.parse. */
const objectOf = (entries: Array<[string, unknown]>): unknown => Object.fromEntries(entries);

/** Everything JSON can express, and some things it can't. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 3, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    { weight: 2, arbitrary: fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map(objectOf) },
  ),
})).value;

/** A correct field that is sometimes missing or something else. */
export function orHostile<Right>(right: fc.Arbitrary<Right>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 9, arbitrary: right },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: hostileJson },
  );
}

/** @returns the value as sent over the wire */
export function jsonText(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(/"@@(-?[\d.e-]+|NaN|-?Infinity)@@"/g, '$1');
}

/** The same, with possible damage in transit. */
export function wire(body: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: body.map(jsonText) },
    // Truncated.
    {
      weight: 1,
      arbitrary: fc
        .tuple(body.map(jsonText), fc.double({ min: 0, max: 1, noNaN: true }))
        .map(([text, share]) => text.slice(0, Math.floor(text.length * share))),
    },
    // JSON in a string, JSON after a byte order mark, two JSON texts.
    {
      weight: 1,
      arbitrary: body
        .map(jsonText)
        .chain((text) =>
          fc.constantFrom(
            JSON.stringify(text),
            `\ufeff${text}`,
            `${text}${text}`,
            `[${text}]`,
            `\n ${text}\n`,
          ),
        ),
    },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: hostileJson.map(jsonText) },
  );
}
