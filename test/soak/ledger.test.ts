import { type FoundExecution, foundWithoutData } from './execution';
import { doubled, drawUp, type Evidence, type Fate, misplaced, type Submitted } from './ledger';
import { transcriptOf } from './recordings';

const recording = 'soak-00001-00';
const other = 'soak-00001-01';
const startedAt = 1_000_000;
const task: Submitted = { recording, at: startedAt, taskId: 'task_1', failed: false, answered: true };
const answeredAtOnce: Submitted = { recording, at: startedAt, failed: false, answered: true };

const launch = {
  number: 1,
  mode: 'wait' as const,
  recordings: [recording, other],
  workflowId: 'w',
  startedAt,
  executionId: '7',
};
const execution = (found: Partial<FoundExecution> = {}): FoundExecution => ({
  ...foundWithoutData({ id: '7', workflowId: 'w', status: 'success', mode: 'webhook' }),
  ...found,
});
const item = { of: 0, taskId: undefined, text: undefined, said: undefined };
const evidence = (known: Partial<Evidence>): Evidence => ({
  submitted: [task],
  launches: [launch],
  stops: [],
  executions: [execution()],
  logged: new Set(),
  ...known,
});
const fateOf = (known: Partial<Evidence>) => drawUp(evidence(known))[0]?.fate;

describe('the ledger books what was submitted', () => {
  const delivered = { ...item, taskId: 'task_1', text: transcriptOf(recording) };
  const unclear = 'Apikley may have accepted the recording and charged for it.';
  const killedAt = (at: number) => [{ at, goneAt: at, kind: 'kill' as const }];
  const crashed = [execution({ status: 'crashed' })];

  const heldBack = [execution({ status: 'canceled' })];
  const stoppedAt = (cancelledAt: number) => [{ ...launch, cancelledAt }];

  test.each<[string, Fate, Partial<Evidence>]>([
    ['its item holds it', 'delivered', { executions: [execution({ items: [delivered] })] }],
    [
      'a trigger started with it',
      'delivered',
      { executions: [execution({ id: '8', workflowId: 'trigger', items: [delivered] })] },
    ],
    ['the provider failed', 'failed', { submitted: [{ ...task, failed: true }] }],
    ['n8n names its task', 'pending', { executions: [execution({ taskIds: new Set(['task_1']) })] }],
    [
      'its words are kept',
      'kept',
      { submitted: [answeredAtOnce], executions: [execution({ heard: new Set([recording]) })] },
    ],
    ['its item says so', 'unclear', { executions: [execution({ items: [{ ...item, said: unclear }] })] }],
    ['its error says so', 'unclear', { executions: [execution({ failure: { of: 0, said: unclear } })] }],
    [
      "another's error names it",
      'unclear',
      {
        executions: [execution({ failure: { of: 1, said: `Refused. ${unclear} (items 0, 2)` } })],
      },
    ],
    ["another's error does not", 'lost', { executions: [execution({ failure: { of: 1, said: unclear } })] }],
    [
      'n8n was killed after it had the ID',
      'killedWithId',
      { executions: crashed, stops: killedAt(startedAt + 60_000), logged: new Set(['task_1']) },
    ],
    ['nobody killed n8n', 'lost', { logged: new Set(['task_1']) }],
    ['n8n was killed at that moment', 'killed', { executions: crashed, stops: killedAt(startedAt + 500) }],
    [
      'n8n was killed, and had time to note the ID',
      'lost',
      { executions: crashed, stops: killedAt(startedAt + 60_000) },
    ],
    [
      'n8n was killed with an answer of ElkAPI that it had not stored',
      'answerLost',
      {
        executions: crashed,
        stops: killedAt(startedAt + 60_000),
        launches: [{ ...launch, mode: 'elkapi' }],
        submitted: [answeredAtOnce],
      },
    ],
    [
      'somebody stopped it at that moment',
      'stopped',
      { executions: heldBack, launches: stoppedAt(startedAt + 100) },
    ],
    [
      'somebody stopped it after it had the ID',
      'stoppedWithId',
      { executions: heldBack, launches: stoppedAt(startedAt + 9_000), logged: new Set(['task_1']) },
    ],
    [
      'somebody stopped it, and there was time to note the ID',
      'lost',
      { executions: heldBack, launches: stoppedAt(startedAt + 9_000) },
    ],
    ['nothing is known of it', 'lost', {}],
  ])('%s: %s', (_, fate, known) => {
    expect(fateOf(known)).toBe(fate);
  });

  test('once more when it was paid for once more', () => {
    const twice = evidence({ submitted: [task, { ...task, taskId: 'task_2' }] });
    expect(doubled(drawUp(twice))).toEqual([recording]);
    const afterFailure = evidence({
      submitted: [
        { ...task, failed: true },
        { ...task, taskId: 'task_2' },
      ],
    });
    expect(doubled(drawUp(afterFailure))).toEqual([]);
  });

  describe('when somebody has retried an execution', () => {
    const failed = execution({ status: 'error', startedAt });
    const retried = (found: Partial<FoundExecution>): FoundExecution[] => [
      failed,
      execution({ id: '9', retryOf: '7', startedAt: startedAt + 50_000, ...found }),
    ];
    const bought: Submitted = { ...task, at: startedAt + 60_000 };

    test.each<[string, Fate, Partial<Evidence>]>([
      ['the retry delivers it', 'delivered', { executions: retried({ items: [delivered] }) }],
      [
        'the retry says that it is unclear',
        'unclear',
        { executions: retried({ items: [{ ...item, said: unclear }] }) },
      ],
      [
        'n8n was killed in the retry after it had the ID',
        'killedWithId',
        {
          submitted: [bought],
          executions: retried({ status: 'crashed' }),
          stops: killedAt(startedAt + 70_000),
          logged: new Set(['task_1']),
        },
      ],
      [
        'n8n was killed in the retry, which excuses nothing that was bought before it',
        'lost',
        {
          executions: retried({ status: 'crashed' }),
          stops: killedAt(startedAt + 70_000),
          logged: new Set(['task_1']),
        },
      ],
      [
        'n8n did not answer the start, and holds the retry',
        'delivered',
        {
          launches: [{ ...launch, executionId: undefined }],
          executions: [
            execution({ status: 'error', recordings: new Set([recording]) }),
            execution({ id: '9', retryOf: '7', recordings: new Set([recording]), items: [delivered] }),
          ],
        },
      ],
    ])('%s: %s', (_, fate, known) => {
      expect(fateOf(known)).toBe(fate);
    });

    test('both payments for one item are one item paid twice', () => {
      const twice = evidence({
        submitted: [answeredAtOnce, { ...answeredAtOnce, at: bought.at }],
        executions: retried({}),
      });
      expect(doubled(drawUp(twice))).toEqual([recording]);
    });

    test('a transcript in the place of another is seen in the retry', () => {
      const swapped = { ...item, of: 1, text: transcriptOf(recording) };
      expect(misplaced(evidence({ executions: retried({ items: [swapped] }) }))).toEqual([swapped]);
    });
  });

  test('and sees a transcript in the place of another', () => {
    const swapped = { ...item, of: 1, taskId: 'task_1', text: transcriptOf(recording) };
    const forged = { ...item, taskId: 'task_1', text: 'A forged transcript.' };
    const found = evidence({ executions: [execution({ items: [delivered, swapped, forged] })] });
    expect(misplaced(found)).toEqual([swapped, forged]);
  });
});
