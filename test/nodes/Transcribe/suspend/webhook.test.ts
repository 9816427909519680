import { mockClock } from '../../../support/useFakeClock';
import type * as write from '../../../../transcription/formats/write';

/** Writes files as usual, unless a test makes it fail. */
const mockWriting = { fails: false };
jest.mock('../../../../transcription/formats/write', () => {
  const actual = jest.requireActual<typeof write>('../../../../transcription/formats/write');
  const writeInSteps: typeof actual.writeInSteps = (...parameters) => {
    if (mockWriting.fails) throw new RangeError('a defect');
    return actual.writeInSteps(...parameters);
  };
  return { ...actual, writeInSteps };
});

import { doorbellWebhooks } from '../../../../nodes/Transcribe/suspend/webhook';
import { deleteAll, heard, maintenance, runs, SuspendedExecution, unknownTask } from './suspendedExecution';

const minuteMs = 60_000;

/** What holds something up until the test lets go of it. */
const held: Array<() => void> = [];
const untilReleased = () => new Promise<void>((resolve) => void held.push(resolve));
const release = () => held.splice(0).forEach((letGo) => letGo());

afterEach(async () => {
  release();
  deleteAll();
  // The next ring at each of them is the last.
  await mockClock.sleep(6 * minuteMs);
});

const suspend = (
  tasks: SuspendedExecution['tasks'],
  setup: Partial<ConstructorParameters<typeof SuspendedExecution>[1]> = {},
) => new SuspendedExecution(mockClock, { tasks, ...setup });

const refused = { status: 403, answer: { status: 'refused' }, afterMs: 0, items: undefined };
const waiting = { status: 200, answer: { status: 'waiting' }, items: undefined };
const resuming = { status: 200, answer: { status: 'resuming' } };
const busy = { status: 503, answer: { status: 'busy' }, items: undefined };
const unavailable = { status: 503, answer: { status: 'unavailable' }, items: undefined };

/** Takes all places for webhooks that work for this workflow. */
async function takeAllPlaces(): Promise<void> {
  for (let place = 0; place < 4; place++) {
    const other = suspend({ task_other: runs });
    other.before.read = untilReleased;
    void other.ring();
  }
  await mockClock.sleep(0);
}

test('n8n registers the doorbell at a path of its own behind the resume URL', () => {
  expect(doorbellWebhooks).toMatchObject([
    { httpMethod: 'POST', path: 'transcribe', restartWebhook: true, responseMode: 'onReceived' },
  ]);
});

describe('who rings without the secret of the doorbell', () => {
  test.each([
    ['none', () => ({})],
    ['another', () => ({ transcribe: 'x'.repeat(32) })],
    ['one that is cut off', (secret: string) => ({ transcribe: secret.slice(0, -1) })],
    ['it twice', (secret: string) => ({ transcribe: [secret, secret] })],
    ['it under another name', (secret: string) => ({ ticket: secret })],
  ])('is refused, and neither reads nor rings: %s', async (_what, queryFor) => {
    const execution = suspend({ task_1: heard('Hello.') });
    const call = { query: queryFor(execution.secret), body: { data: { taskId: 'task_1' } } };
    expect(await execution.ring(call)).toEqual(refused);
    await mockClock.sleep(minuteMs);
    expect([execution.reads, execution.ownCalls, execution.resumed]).toEqual([[], [], []]);
  });
});

describe('a callback', () => {
  test('resumes the execution with what the provider says, not with what the callback says', async () => {
    const execution = suspend({ task_1: heard('Hello.') });
    const forged = { resultJson: JSON.stringify({ resultObject: { text: 'Forged.' } }) };
    const rung = await execution.ring({ body: { code: 200, data: { taskId: 'task_1', ...forged } } });
    expect(rung).toMatchObject({
      ...resuming,
      items: [{ json: { text: 'Hello.' }, pairedItem: { item: 0 } }],
    });
  });

  test('names the task that is read', async () => {
    const execution = suspend({ task_1: runs, task_2: runs, task_3: runs });
    expect(await execution.callBack('task_3')).toMatchObject(waiting);
    expect(execution.reads).toEqual(['task_3']);
  });

  test('of our own names the task in our own way', async () => {
    const execution = suspend({ task_1: runs, task_2: runs, task_3: runs });
    const headers = { 'x-transcribe-own-call': '1' };
    await execution.ring({ body: { taskId: 'task_2' }, headers });
    expect(execution.reads).toEqual(['task_2']);
    expect(await execution.ring({ body: null, headers })).toMatchObject(waiting);
  });

  test('that comes during a look is answered at once, and that look reads its task as well', async () => {
    const execution = suspend({ task_1: runs, task_2: heard('Hello.') });
    execution.before.read = untilReleased;
    const first = execution.callBack('task_1');
    await mockClock.sleep(0);
    expect(await execution.callBack('task_2')).toMatchObject({ ...waiting, afterMs: 0 });
    execution.before = {};
    release();
    await first;
    expect(execution.reads).toEqual(['task_1', 'task_2']);
  });

  test('after a restart starts the ringing again, so that the tasks without a callback are found', async () => {
    const execution = suspend({ task_1: runs });
    await execution.callBack('task_1');
    execution.tasks.task_1 = heard('Hello.');
    await mockClock.sleep(2_000);
    expect(execution.ownCalls).toMatchObject([{ body: {}, answer: { status: 'resuming' } }]);
    expect(execution.resumed).toHaveLength(1);
  });

  test('is answered while another one makes the items, and resumes nothing', async () => {
    const execution = suspend({ task_1: heard('Hello.') });
    execution.before.store = untilReleased;
    const first = execution.callBack('task_1');
    await mockClock.sleep(0);
    expect(await execution.callBack('task_1')).toEqual({ ...resuming, afterMs: 0, items: undefined });
    release();
    await first;
    // n8n is about to go on.
    expect(await execution.callBack('task_1')).toEqual({ ...resuming, afterMs: 0, items: undefined });
    expect([execution.resumed.length, execution.reads]).toEqual([1, ['task_1']]);
  });

  test('is the one of several at the same moment that resumes', async () => {
    const execution = suspend({ task_1: heard('Hello.'), task_2: heard('Again.') });
    const rung = await Promise.all(['task_1', 'task_2', 'task_1'].map((id) => execution.callBack(id)));
    expect(rung.filter(({ items }) => items !== undefined)).toHaveLength(1);
    expect(execution.resumed).toHaveLength(1);
    expect(execution.reads.sort()).toEqual(['task_1', 'task_2']);
  });
});

describe('a task that the service has forgotten', () => {
  test('ends the wait after 90 s, as a failed item with its ID beside the transcripts of the others', async () => {
    const execution = suspend({ task_1: unknownTask, task_2: heard('Hello.') });
    expect(await execution.callBack('task_2')).toMatchObject(waiting);
    await mockClock.sleep(89_000);
    expect(execution.resumed).toEqual([]);
    await mockClock.sleep(21_000);
    expect(execution.resumed).toMatchObject([
      [{ json: { status: 'failed', taskId: 'task_1' } }, { json: { text: 'Hello.' } }],
    ]);
  });

  test('ends it without any callback, too', async () => {
    const execution = suspend({ task_1: unknownTask });
    await execution.ring();
    await mockClock.sleep(2 * minuteMs);
    expect(execution.resumed).toMatchObject([[{ json: { status: 'failed', taskId: 'task_1' } }]]);
  });

  test('may be known again within the 90 s', async () => {
    const execution = suspend({ task_1: unknownTask });
    await execution.ring();
    execution.tasks.task_1 = heard('Hello.');
    await mockClock.sleep(2 * minuteMs);
    expect(execution.resumed).toMatchObject([[{ json: { text: 'Hello.' } }]]);
  });
});

describe('the caller is answered within 8 s', () => {
  test.each([
    ['the credential is long in coming', 'credentials'],
    ['the service does not answer', 'read'],
    ['the files can hardly be stored', 'store'],
  ] as const)('also if %s, and the items still reach n8n', async (_why, slow) => {
    const execution = suspend({ task_1: heard('Hello.') });
    execution.before[slow] = () => mockClock.sleep(minuteMs);
    const rung = await execution.callBack('task_1');
    expect(rung).toMatchObject({ status: 200, answer: { status: 'waiting' }, afterMs: 8_000 });
    expect(execution.resumed).toMatchObject([[{ json: { text: 'Hello.' } }]]);
  });

  test('also if others of the account have to be read first', async () => {
    const tasks = Array.from({ length: 200 }, (_, index) => [`task_${index}`, heard('Hello.')] as const);
    const execution = suspend(Object.fromEntries(tasks));
    expect(await execution.callBack('task_7')).toMatchObject({
      answer: { status: 'waiting' },
      afterMs: 8_000,
    });
    expect(execution.resumed[0]).toHaveLength(200);
  });

  test('and at once in all other cases', async () => {
    const execution = suspend({ task_1: runs });
    expect(await execution.callBack('task_1')).toEqual({ ...waiting, afterMs: 0 });
    execution.tasks.task_1 = maintenance;
    expect(await execution.callBack('task_1')).toEqual({ ...unavailable, afterMs: 0 });
    execution.tasks.task_1 = heard('Hello.');
    expect(await execution.callBack('task_1')).toMatchObject({ ...resuming, afterMs: 0 });
  });
});

describe('while too many webhooks work', () => {
  test('a callback is asked to come again, and delivered by ourselves as soon as there is room', async () => {
    await takeAllPlaces();
    const execution = suspend({ task_1: runs, task_2: heard('Hello.') });
    expect(await execution.callBack('task_2')).toEqual({ ...busy, afterMs: 0 });
    expect(execution.reads).toEqual([]);
    execution.tasks.task_1 = heard('Again.');
    release();
    await mockClock.sleep(1_000);
    expect(execution.ownCalls).toMatchObject([
      { body: { taskId: 'task_2' }, answer: { status: 'resuming' } },
    ]);
    expect(execution.reads).toEqual(['task_2', 'task_1']);
    expect(execution.resumed).toHaveLength(1);
  });

  test('a callback that is repeated is delivered once', async () => {
    await takeAllPlaces();
    const execution = suspend({ task_1: runs });
    for (let time = 0; time < 3; time++) await execution.callBack('task_1');
    release();
    await mockClock.sleep(1_000);
    expect(execution.ownCalls.map(({ body }) => body)).toEqual([{ taskId: 'task_1' }]);
  });

  test('a call of our own is only asked to come again, since it does so anyway', async () => {
    await takeAllPlaces();
    const execution = suspend({ task_1: runs });
    const headers = { 'x-transcribe-own-call': '1' };
    expect(await execution.ring({ body: { taskId: 'task_1' }, headers })).toMatchObject(busy);
    await mockClock.sleep(1_500);
    expect(execution.ownCalls).toEqual([]);
  });

  test('a callback is served all the same where n8n cannot call itself', async () => {
    const execution = suspend({ task_1: runs });
    execution.before.ownCall = () => Promise.reject(new Error('ECONNREFUSED'));
    await execution.callBack('task_1');
    await mockClock.sleep(2_000);
    await takeAllPlaces();
    execution.tasks.task_1 = heard('Hello.');
    expect(await execution.callBack('task_1')).toMatchObject({ ...resuming, items: [{}] });
  });
});

test('a place is given back after each ring, whatever came of it', async () => {
  const execution = suspend({ task_1: runs });
  for (let ring = 0; ring < 10; ring++) expect(await execution.callBack('task_1')).toMatchObject(waiting);
  execution.before.credentials = () => Promise.reject(new Error('no such credential'));
  for (let ring = 0; ring < 10; ring++) expect(await execution.callBack('task_1')).toMatchObject(unavailable);
});

describe('the execution stays suspended', () => {
  test('when the items cannot be made, and resumes at the next ring without reading anew', async () => {
    const execution = suspend({ task_1: heard('Hello.') });
    mockWriting.fails = true;
    expect(await execution.callBack('task_1')).toMatchObject(unavailable);
    mockWriting.fails = false;
    expect(await execution.callBack('task_1')).toMatchObject({ ...resuming, items: [{}] });
    expect(execution.reads).toEqual(['task_1']);
  });

  test('and the log says why, without the query of any address, when there is no credential', async () => {
    const execution = suspend({ task_1: runs });
    execution.before.credentials = () =>
      Promise.reject(new Error('Nothing at https://vault.example.com/key?token=secret'));
    expect(await execution.callBack('task_1')).toMatchObject(unavailable);
    expect(execution.warnings).toEqual([
      'A suspended execution could not be looked after: Nothing at https://vault.example.com/key',
    ]);
  });

  test('when something is thrown that is no error', async () => {
    const execution = suspend({ task_1: runs });
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what n8n's helpers may do
    execution.before.credentials = () => Promise.reject('nothing');
    expect(await execution.callBack('task_1')).toMatchObject(unavailable);
    expect(execution.warnings).toEqual(['A suspended execution could not be looked after: unknown error']);
  });

  test.each([
    ['nothing', () => undefined],
    ['something of another version', () => ({ secret: 7, items: 'none' })],
  ])('when its context holds %s', async (_what, stored) => {
    const execution = suspend({ task_1: runs }, { stored });
    expect(await execution.callBack('task_1')).toMatchObject(unavailable);
    expect(execution.warnings).toEqual([
      'A suspended execution was called back, and what it waits for could not be read.',
    ]);
  });

  test.each(['elkapi', 'unknown'])('when its provider keeps no tasks: %s', async (provider) => {
    const execution = suspend({ task_1: runs }, { stored: (usual) => ({ ...usual, provider }) });
    expect(await execution.callBack('task_1')).toMatchObject(unavailable);
    expect(execution.warnings.join()).toContain(`"${provider}" keeps no tasks.`);
  });
});

test.each(['Transcribe {{ $json.name }}', 'A "quoted" } name', 'Транскрипция \\u007b'])(
  'the node may be called %s',
  async (node) => {
    const execution = suspend({ task_1: heard('Hello.') }, { node });
    expect(await execution.callBack('task_1')).toMatchObject(resuming);
  },
);
