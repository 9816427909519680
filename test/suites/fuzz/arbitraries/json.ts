import fc from 'fast-check';
import { hostileText } from './text';

/** JSON can say numbers that no literal of JavaScript's JSON gives back: they stand in a text until it is written. */
const bare = (token: string): string => `@@${token}@@`;

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  fc.constantFrom<unknown>(null, true, false, '', 0, -0, -1, 1, 0.1, 7, 200, 404, 501),
  fc.constantFrom<unknown>(1e21, 1e300, -1e300, 2 ** 53, Number.MIN_VALUE, 1_767_225_600_000),
  fc.constantFrom(bare('1e999'), bare('-1e999'), bare('0.1e-400'), bare(`1${'0'.repeat(400)}`)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Names that mean something to JavaScript, or to whoever reads callbacks and answers. */
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

/** Also `__proto__` becomes a property like any other, as when JSON is parsed. */
const objectOf = (entries: Array<[string, unknown]>): unknown => Object.fromEntries(entries);

/** Whatever JSON can hold, and a little more of what it should not. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 3, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    { weight: 2, arbitrary: fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map(objectOf) },
  ),
})).value;

/** A field as it should be, now and then missing, or anything else. */
export function orHostile<Right>(right: fc.Arbitrary<Right>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 9, arbitrary: right },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: hostileJson },
  );
}

/** @returns the value as it goes over the wire */
export function jsonText(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(/"@@(-?[\d.e-]+|NaN|-?Infinity)@@"/g, '$1');
}

/** The same with whatever happens to bytes on the way. */
export function wire(body: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: body.map(jsonText) },
    // Cut off somewhere.
    {
      weight: 1,
      arbitrary: fc
        .tuple(body.map(jsonText), fc.double({ min: 0, max: 1, noNaN: true }))
        .map(([text, share]) => text.slice(0, Math.floor(text.length * share))),
    },
    // JSON in a string, JSON behind a byte order mark, two of them.
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
