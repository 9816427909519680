import { createdTaskId, namesTask } from '../../../providers/apikley/taskId';

const id = 'task_0123-4567';

describe('the task that createTask has created', () => {
  const data = [
    ...['taskId', 'task_id', 'recordId', 'record_id'].map((name) => ({ [name]: id })),
    ...['taskId', 'recordId'].map((name) => JSON.stringify({ [name]: id })),
    `\ufeff${JSON.stringify({ task_id: id })}`,
  ];

  test.each([...data.map((given) => ({ code: 200, data: given })), ...data.slice(0, 4)])(
    'is found in %j',
    (answer) => {
      expect(createdTaskId(JSON.stringify(answer))).toBe(id);
      expect(createdTaskId(`\ufeff${JSON.stringify(answer)}`)).toBe(id);
    },
  );

  test.each([200, '200', 0, 1, 201, 402, 422, 429, 500, 501, 505, 10_001, null, 'OK', undefined])(
    'exists whatever the code says: %j',
    (code) => {
      expect(createdTaskId(JSON.stringify({ code, msg: 'Error', data: { taskId: id } }))).toBe(id);
      expect(createdTaskId(JSON.stringify({ code, msg: 'Error', task_id: id }))).toBe(id);
    },
  );

  test.each([
    ['{"data":{"taskId":12345}}', '12345'],
    ['{"taskId":9007199254740991}', '9007199254740991'],
    ['{"data":{"taskId":1789456123456789012}}', '1789456123456789012'],
    ['{"data":{"record_id" : 1789456123456789012 }}', '1789456123456789012'],
    [String.raw`{"code":200,"data":"{\"taskId\":1789456123456789012}"}`, '1789456123456789012'],
    ['{"code":200,"data":1789456123456789012}', '1789456123456789012'],
    ['{"code":200,"data":"1789456123456789012"}', '1789456123456789012'],
    ['{"code":200,"data":12345678}', '12345678'],
  ])('may have a number as its ID, of which no digit is lost: %s', (body, expected) => {
    expect(createdTaskId(body)).toBe(expected);
  });

  test('is taken from the data before the rest, and from taskId before other names', () => {
    expect(createdTaskId(JSON.stringify({ data: { record_id: 'b', task_id: 'a' }, taskId: 'c' }))).toBe('a');
    expect(createdTaskId(JSON.stringify({ data: { id: 'b' }, code: 200, recordId: 'c' }))).toBe('c');
    expect(createdTaskId(JSON.stringify({ data: { taskId: '', task_id: null, recordId: 'a' } }))).toBe('a');
  });

  test.each([{ data: id }, { data: JSON.stringify(id) }, { data: { id } }])(
    'is the whole data of a success, but not of a failure: %j',
    (answer) => {
      expect(createdTaskId(JSON.stringify({ code: 200, ...answer }))).toBe(id);
      expect(createdTaskId(JSON.stringify({ code: '200', ...answer }))).toBe(id);
      expect(createdTaskId(JSON.stringify({ code: 500, ...answer }))).toBeUndefined();
      expect(createdTaskId(JSON.stringify(answer))).toBeUndefined();
    },
  );

  test.each([
    ...[
      'ok',
      'success',
      'true',
      '1',
      'null',
      'created',
      'Task created at 10:00',
      'https://a.example/12345678',
    ],
    ...[true, 1, 0, null, [id], [], {}, { ids: [id] }, 'a1', `task_${'1'.repeat(200)}`],
  ])('is not %j', (given) => {
    expect(createdTaskId(JSON.stringify({ code: 200, data: given }))).toBeUndefined();
  });

  test.each([
    ...['', ' ', 'task 1', 'task_1\n', 'задача', 'x'.repeat(201), '\ud800'],
    ...[0, -1, 1.5, true, null, [id], { id }],
  ])('is not %j, under any name', (taskId) => {
    expect(
      createdTaskId(JSON.stringify({ code: 200, data: { taskId, id: taskId }, task_id: taskId })),
    ).toBeUndefined();
  });

  test.each([
    '',
    '<html></html>',
    'null',
    '[]',
    '"task_12345678"',
    '{"__proto__":{"taskId":"task_1"}}',
    '{"code":{"toString":""},"data":"task_12345678"}',
    '{"code":200}',
  ])('is not in %j', (body) => {
    expect(createdTaskId(body)).toBeUndefined();
  });

  test('is not an ID next to the data, which may as well be that of a request', () => {
    expect(createdTaskId(JSON.stringify({ code: 200, id, data: null }))).toBeUndefined();
  });
});

test('details name a task by any of its names, and by no other task’s', () => {
  expect(namesTask({ record_id: 'task_1' }, 'task_1')).toBe(true);
  expect(namesTask({ taskId: 7 }, '7')).toBe(true);
  expect(namesTask({ taskId: 'task_2', state: 'fail' }, 'task_1')).toBe(false);
  expect(namesTask(null, 'task_1')).toBe(false);
});
