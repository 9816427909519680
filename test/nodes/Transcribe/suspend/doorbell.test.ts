import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { doorbellOf, doorbellUrl } from '../../../../nodes/Transcribe/suspend/doorbell';

const resumeUrl = 'https://n8n.example.com/n8n/webhook-waiting/7?signature=a%2Bb';

const executionOf = (context: object, executionId = '7', url = resumeUrl) =>
  z.custom<IExecuteFunctions>().parse({
    getContext: () => context,
    getExecutionId: () => executionId,
    getWorkflowDataProxy: () => ({ $runIndex: 0 }),
    evaluateExpression: (expression: string) =>
      expression === '{{ $execution.resumeUrl }}' ? url : undefined,
  });

test('a doorbell is the resume URL with a path of its own and a secret, and keeps what n8n has signed', () => {
  const { url, secret } = doorbellOf(executionOf({}));
  expect(secret).toMatch(/^[\w-]{32}$/);
  const { origin, pathname, searchParams } = new URL(url);
  expect([origin, pathname]).toEqual(['https://n8n.example.com', '/n8n/webhook-waiting/7/transcribe']);
  expect([...searchParams]).toEqual([
    ['signature', 'a+b'],
    ['transcribe', secret],
  ]);
});

test('a resume URL may end in a slash', () => {
  expect(doorbellUrl('http://localhost:5678/webhook-waiting/7/', 's')).toBe(
    'http://localhost:5678/webhook-waiting/7/transcribe?transcribe=s',
  );
});

test.each([undefined, null, 7, 'webhook-waiting/7'])('%j is no resume URL', (given) => {
  expect(() => doorbellUrl(given, 'secret')).toThrow();
});

test('a doorbell stays the same when Retry On Fail runs the node again, since submitted tasks ring it', () => {
  const context = {};
  const first = doorbellOf(executionOf(context));
  const stored: unknown = JSON.parse(JSON.stringify(context));
  expect(doorbellOf(executionOf(z.object({}).passthrough().parse(stored)))).toEqual(first);
});

test('a retry by hand, which has a copy of the context, gets another secret', () => {
  const context = {};
  const { secret } = doorbellOf(executionOf(context));
  expect(doorbellOf(executionOf(context, '8')).secret).not.toBe(secret);
});

test('something else in the place of the secret is replaced by one', () => {
  expect(doorbellOf(executionOf({ 'doorbell:7:0': { no: 'secret' } })).secret).toMatch(/^[\w-]{32}$/);
});
