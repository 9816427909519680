import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { options } from '../../../nodes/Transcribe/descriptions/options';
import {
  readRunParameters,
  readTaskParameters,
  readTranscribeParameters,
} from '../../../nodes/Transcribe/parameters';

/** A node with these options and defaults for everything else. */
function withOptions(chosen: object, type = 'transcribe'): IExecuteFunctions {
  const values: Record<string, unknown> = {
    provider: 'apikley',
    operation: 'transcribe',
    taskId: 'task_1',
    options: chosen,
  };
  return z.custom<IExecuteFunctions>().parse({
    getNode: () => ({ type }),
    getNodeParameter: (name: string, _itemIndex: number, fallback?: unknown) => values[name] ?? fallback,
  });
}

/** All numbers in the form, each once, except the one that depends on the provider. */
const numbers: INodeProperties[] = options
  .flatMap((collection) => collection.options ?? [])
  .flatMap((option) => ('type' in option && option.type === 'number' ? [option] : []))
  .filter(
    ({ name }, at, all) => name !== 'temperature' && all.findIndex((other) => other.name === name) === at,
  );

test('there are numbers in the form', () => {
  expect(numbers.map(({ name }) => name).sort()).toEqual([
    'deadlineHours',
    'intervalSeconds',
    'itemsAtATime',
    'longestMinutes',
    'pollIntervalSeconds',
    'requestTimeoutSeconds',
    'tasksPerInterval',
    'waitAtMostMinutes',
  ]);
});

describe.each(numbers.map((option) => [option.displayName, option] as const))('%s', (label, option) => {
  const { minValue = Number.NaN, maxValue = Number.NaN } = option.typeOptions ?? {};
  const reading = (value: unknown) => () => readRunParameters(withOptions({ [option.name]: value }));

  test.each([minValue, maxValue, Number(option.default)])('may be %d', (value) => {
    expect(reading(value)).not.toThrow();
    expect(reading(String(value))).not.toThrow();
  });

  test.each([minValue - 0.001, -1, 0, '', null, Number.NEGATIVE_INFINITY])(
    'has to be at least the minimum of the form, not %p',
    (value) => {
      expect(reading(value)).toThrow(`${label} has to be at least ${minValue}.`);
    },
  );

  test.each([maxValue + 0.001, 1e300, Number.POSITIVE_INFINITY, 2 ** 31])(
    'has to be at most the maximum of the form, not %d',
    (value) => {
      expect(reading(value)).toThrow(`${label} has to be at most ${maxValue}.`);
    },
  );

  test.each(['soon', Number.NaN, {}])('has to be a number, not %p', (value) => {
    expect(reading(value)).toThrow(`${label} has to be a number.`);
  });
});

describe('milliseconds are whole', () => {
  test.each([
    [64.1, 64_100],
    [128.3 * 1.5, 192_450],
    ['1.0005', 1_001],
  ])('in a Request Timeout of %p s', (requestTimeoutSeconds, ms) => {
    expect(readRunParameters(withOptions({ requestTimeoutSeconds })).requestTimeoutMs).toBe(ms);
  });

  test('in an interval, and in each wait', () => {
    const fractions = withOptions({
      intervalSeconds: 0.100_4,
      pollIntervalSeconds: 1.000_1,
      waitAtMostMinutes: 0.033_333,
    });
    expect(readRunParameters(fractions).submitPace).toEqual({ perMs: 100 });
    const waiting = { pollIntervalMs: 1_000, waitAtMostMs: 2_000 };
    expect(readTranscribeParameters(withOptions({ pollIntervalSeconds: 1.000_1 }), 0)).toMatchObject({
      pollIntervalMs: 1_000,
    });
    expect(readTaskParameters(fractions, 0)).toMatchObject(waiting);
  });
});

test('the longest deadline is a valid date, and the longest timeout a valid timer', () => {
  const { deadlineHours, requestTimeoutMs } = readRunParameters(
    withOptions({ deadlineHours: 8_784, requestTimeoutSeconds: 86_400 }),
  );
  expect(new Date(Date.now() + deadlineHours * 3_600_000).getTime()).toBeGreaterThan(Date.now());
  expect(requestTimeoutMs).toBeLessThan(2 ** 31);
});

describe('private addresses', () => {
  const allowed = (chosen: object, type?: string) =>
    readTranscribeParameters(withOptions(chosen, type), 0).allowsPrivateAddresses;

  test('are allowed by the option only', () => {
    expect(allowed({})).toBe(false);
    expect(allowed({ allowPrivateAddresses: true })).toBe(true);
    expect(allowed({ allowPrivateAddresses: 'anything else' })).toBe(false);
  });

  test('are never allowed to an agent, whatever a workflow made before holds', () => {
    expect(allowed({ allowPrivateAddresses: true }, 'n8n-nodes-transcribe.transcribeTool')).toBe(false);
  });
});
