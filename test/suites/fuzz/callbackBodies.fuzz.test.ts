import fc from 'fast-check';
import { taskIdOfCallback } from '../../../providers/apikley/callback';
import { hostileJson, jsonText, orHostile } from './arbitraries/json';
import { huge, hugeJson } from './arbitraries/huge';
import { taskIdNames, taskIds } from './arbitraries/scribe';
import { hostileText, keyText } from './arbitraries/text';
import { holds } from './holds';

const id = fc.oneof(keyText, hostileText);
const details = fc
  .record({
    ids: taskIds,
    state: orHostile(fc.constantFrom('success', 'fail')),
    resultJson: orHostile(hostileText),
  })
  .map(({ ids, ...rest }) => ({ ...rest, ...ids }));
const body = fc.oneof(
  hostileJson,
  fc.record({ code: orHostile(fc.constantFrom(200, 501)), data: orHostile(details), taskId: orHostile(id) }),
  fc.tuple(taskIds, orHostile(details)).map(([ids, data]) => ({ ...ids, data })),
);

/** A body as Express delivers it: parsed JSON, whose names are all own properties. */
const received = body.map((value): unknown => JSON.parse(jsonText(value)));

const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

/** All names that a body may use for its task. */
const namesIn = (value: unknown): unknown[] =>
  [own(value, 'data'), value].flatMap((place) =>
    taskIdNames.map((name) => own(place, name)).map((id) => (typeof id === 'number' ? String(id) : id)),
  );

holds('the task of a callback is one that its body names, or none', received, 20_000, (value) => {
  const taskId = taskIdOfCallback(value);
  if (taskId !== undefined) expect(namesIn(value)).toContain(taskId);
});

holds('the task of a callback can stand in a URL, a log and a file name', received, 10_000, (value) => {
  expect(taskIdOfCallback(value) ?? 'none').toMatch(/^[\x21-\x7e]{1,200}$/);
});

holds(
  'a callback whose task is called as tasks are is understood, whatever else it brings',
  fc.tuple(
    keyText,
    hostileJson,
    fc.constantFrom<(task: string) => object>(
      (taskId) => ({ data: { taskId } }),
      (taskId) => ({ data: { task_id: taskId } }),
      (taskId) => ({ taskId }),
      (taskId) => ({ task_id: taskId }),
      (taskId) => ({ data: { record_id: taskId } }),
      (taskId) => ({ recordId: taskId }),
      (taskId) => ({ data: { id: taskId } }),
    ),
  ),
  3_000,
  ([task, more, spelt]) => {
    expect(taskIdOfCallback({ msg: more, more, ...spelt(task) })).toBe(task);
  },
);

holds(
  'a callback of any size is looked through, and names no task that is as large',
  fc.tuple(huge, fc.constantFrom('data', 'taskId', '__proto__', 'constructor')),
  120,
  ([size, name]) => {
    const value: unknown = JSON.parse(hugeJson(size, name));
    for (const given of [value, { data: value }, { taskId: value }, { data: { taskId: value } }]) {
      expect(taskIdOfCallback(given)).toBeUndefined();
    }
  },
);
