import { z } from 'zod';
import { parseOptions } from '../../transcription/parseOptions';
import { refusalOf } from '../support/failure';

const schema = z.object({
  model: z.string().min(1, 'Model must not be empty.').default('scribe'),
  temperature: z.number().max(1, 'Temperature has to be a number from 0 to 1.').default(0),
});

test('options are reduced to those of the schema, with its defaults', () => {
  expect(parseOptions(schema, { temperature: 0.5, somebodyElses: true })).toEqual({
    model: 'scribe',
    temperature: 0.5,
  });
});

test.each([undefined, null])('no options (%s) are the defaults', (value) => {
  expect(parseOptions(schema, value)).toEqual({ model: 'scribe', temperature: 0 });
});

test('a refusal has the message of the schema, is not retryable, and keeps its cause', async () => {
  const error = await refusalOf(() => parseOptions(schema, { temperature: 2 }));
  expect(error).toMatchObject({
    code: 'invalidInput',
    retryable: false,
    message: 'Temperature has to be a number from 0 to 1.',
  });
  expect(error.cause).toBeInstanceOf(z.ZodError);
});

test('of several refusals the first is reported', async () => {
  const error = await refusalOf(() => parseOptions(schema, { model: '', temperature: 2 }));
  expect(error.message).toBe('Model must not be empty.');
});

test('anything but an object of options is refused', async () => {
  expect((await refusalOf(() => parseOptions(schema, 'fast'))).code).toBe('invalidInput');
});
