import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { suspendedExecutions } from '../../../../nodes/Transcribe/suspend/executions';
import {
  answerRival,
  isAheadOfOthers,
  rivalOf,
  thisProcess,
} from '../../../../nodes/Transcribe/suspend/rivals';
import { readyForOwnCalls } from '../../../../nodes/shared/webhooks/ownCalls';

const webhookFunctions = z.custom<IWebhookFunctions>();
const requestSchema = z.object({ headers: z.record(z.string()), body: z.record(z.unknown()) });

let asked: Array<z.infer<typeof requestSchema>>;
let answers: Array<{ statusCode: number; body: unknown } | undefined>;
const url = 'https://n8n.example.com/webhook-waiting/7/transcribe?signature=s&transcribe=secret';
const says = (status: string) => ({ statusCode: 200, body: { status } });

/** n8n gives these answers one after the other, the last one again and again; undefined if it can't be reached. */
function n8nAnswers(...given: typeof answers): void {
  answers = [...given];
  asked = [];
  const httpRequest = (request: unknown) => {
    asked.push(requestSchema.parse(request));
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer ? Promise.resolve(answer) : Promise.reject(new Error('ECONNREFUSED'));
  };
  readyForOwnCalls(webhookFunctions.parse({ helpers: { httpRequest } }));
}

let executions = 0;

/** An execution that this process has claimed, and whether it still may resume it. */
function claimed({ process = '' }: { process?: string } = { process: 'another' }) {
  const secret = `secret ${++executions}`;
  suspendedExecutions.fanInFor(secret, []);
  suspendedExecutions.claimResume(secret, Date.now());
  const isClaimed = () => suspendedExecutions.isClaimed(secret, Date.now());
  const suspended = {
    secret,
    ...(process !== '' && { process }),
    provider: 'apikley',
    errorOutput: false,
    items: [],
  };
  return { secret, isClaimed, isAhead: () => isAheadOfOthers(suspended, () => url) };
}

describe('an execution that another process suspended is left alone', () => {
  test.each([
    ['has finished', 409, { message: 'The execution "7 has finished already.' }],
    ['is running again', 409, { message: 'The execution "7" is running already.' }],
    ['was deleted', 404, { message: 'The execution "7" does not exist.' }],
    [
      'waits at another node',
      404,
      {
        message:
          'The workflow for execution "7" does not contain a waiting webhook with a matching path/method.',
      },
    ],
    ['waits at this node, in another round of a loop', 403, { status: 'refused' }],
    ['is being resumed by a process that was earlier', 200, { status: 'resuming' }],
  ])('if it %s', async (_, statusCode, body) => {
    n8nAnswers({ statusCode, body });
    const { isAhead, isClaimed } = claimed();
    expect(await isAhead()).toBe(false);
    expect(isClaimed()).toBe(false);
  });

  test('if a process that was earlier asked meanwhile', async () => {
    n8nAnswers(says('waiting'));
    const { secret, isAhead } = claimed();
    const ahead = isAhead();
    expect(answerRival(secret, { process: 'another', claimedAtMs: 0 })).toBe('waiting');
    expect(await ahead).toBe(false);
  });
});

describe('it is resumed', () => {
  test.each([
    ['if it still waits here', says('waiting')],
    ['if a proxy turns n8n away from itself', { statusCode: 401, body: '<h1>Sign in</h1>' }],
    ['if a webhook process is down', { statusCode: 502, body: '' }],
    ['if n8n cannot be reached', undefined],
  ])('%s', async (_, answer) => {
    n8nAnswers(answer);
    const { isAhead, isClaimed } = claimed();
    expect(await isAhead()).toBe(true);
    expect(isClaimed()).toBe(true);
    expect(asked).toHaveLength(1);
  });

  test('if an older version suspended it, after asking', async () => {
    n8nAnswers(says('waiting'));
    expect(await claimed({}).isAhead()).toBe(true);
  });

  test('without asking, if this process suspended it', async () => {
    n8nAnswers(says('resuming'));
    expect(await claimed({ process: thisProcess }).isAhead()).toBe(true);
    expect(asked).toEqual([]);
  });

  test('after three questions at most that reach this process itself, if there are others', async () => {
    n8nAnswers(says('itself'));
    answerRival('some', { process: 'another', claimedAtMs: 0 });
    expect(await claimed().isAhead()).toBe(true);
    expect(asked).toHaveLength(3);
    n8nAnswers(says('itself'), says('resuming'));
    expect(await claimed().isAhead()).toBe(false);
  });
});

describe('a process that asks hears', () => {
  test('that it has reached itself', () => {
    const { secret, isClaimed } = claimed();
    expect(answerRival(secret, { process: thisProcess, claimedAtMs: 0 })).toBe('itself');
    expect(isClaimed()).toBe(true);
  });

  test('that this process was earlier', () => {
    const { secret, isClaimed } = claimed();
    expect(answerRival(secret, { process: 'another', claimedAtMs: Date.now() + 1 })).toBe('resuming');
    expect(isClaimed()).toBe(true);
  });

  test('that this process has handed over the items, whoever was earlier', () => {
    const { secret, isClaimed } = claimed();
    suspendedExecutions.handedOver(secret, Date.now());
    expect(answerRival(secret, { process: 'another', claimedAtMs: 0 })).toBe('resuming');
    expect(isClaimed()).toBe(true);
  });

  test('nothing against it, if this process does not resume the execution', () => {
    expect(answerRival('unclaimed', { process: 'another', claimedAtMs: 0 })).toBe('waiting');
  });
});

test('of two that claimed an execution in the same millisecond, one gives way', () => {
  const { secret } = claimed();
  const claimedAtMs = suspendedExecutions.claimedAtMs(secret, Date.now()) ?? 0;
  expect(answerRival(secret, { process: `${thisProcess}~`, claimedAtMs })).toBe('resuming');
  expect(answerRival(secret, { process: '', claimedAtMs })).toBe('waiting');
});

test('what is asked is recognised as a question, and callbacks and rings are not', async () => {
  n8nAnswers(says('waiting'));
  await claimed().isAhead();
  const [{ headers, body } = { headers: {}, body: {} }] = asked;
  const received = (call: object) =>
    rivalOf(
      webhookFunctions.parse({
        getHeaderData: () => ({}),
        getBodyData: () => ({}),
        ...call,
      }),
    );
  expect(received({ getHeaderData: () => headers, getBodyData: () => body })).toMatchObject({
    process: thisProcess,
  });
  expect(received({ getHeaderData: () => headers })).toBeUndefined();
  expect(received({ getBodyData: () => body })).toBeUndefined();
});
