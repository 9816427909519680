import type { Harness } from '../suites/e2e/harness';
import { apikleyNode, elkapiNode } from '../suites/e2e/transcribeNode';
import type { NodeSpec } from '../suites/e2e/workflow';

/** How a workflow gets its transcripts. */
export const modes = {
  wait: 'Wait for Transcript',
  suspend: 'Suspend Until Callback',
  suspendThroughTrigger: 'Suspend, through an Apikley Trigger',
  submit: 'Submit Only, and an Apikley Trigger',
  elkapi: 'ElkAPI',
} as const;

export type Mode = keyof typeof modes;

/** What the workflow does when an item fails. */
const onFailure = {
  stop: {},
  retry: { retryOnFail: true, maxTries: 3, waitBetweenTries: 500 },
  continue: { onError: 'continueRegularOutput' },
  errorOutput: { onError: 'continueErrorOutput' },
  retryThenErrorOutput: {
    retryOnFail: true,
    maxTries: 2,
    waitBetweenTries: 500,
    onError: 'continueErrorOutput',
  },
} as const satisfies Record<string, Partial<NodeSpec>>;

export interface Way {
  mode: Mode;
  failure: keyof typeof onFailure;
}

/** Every mode with every failure setting. Waiting comes most often, because a kill hurts it most. */
export const ways: readonly [Way, ...Way[]] = [
  { mode: 'wait', failure: 'stop' },
  { mode: 'wait', failure: 'continue' },
  ...(['stop', 'retry', 'continue', 'errorOutput', 'retryThenErrorOutput'] as const).flatMap((failure) =>
    (['wait', 'suspend', 'suspendThroughTrigger', 'submit', 'elkapi'] as const).map((mode) => ({
      mode,
      failure,
    })),
  ),
];

const source = { audioFrom: 'url', audioUrl: '={{ $json.url }}' };

/** The item field with the deadline for coming to rest, in milliseconds since the epoch. */
export const restBy = 'restBy';

/** How long to wait for a task, in milliseconds; less towards the end of the run. An expression. */
const patienceMs = (mostMs: number): string =>
  `Math.min(${mostMs}, Math.max(40000, $json.${restBy} - Date.now()))`;

/** @param triggerUrl the production URL of the workflow started by an Apikley Trigger */
export function nodeOf(
  { mode, failure }: Way,
  n8n: Pick<Harness, 'credentials'>,
  triggerUrl: string,
): NodeSpec {
  const how: Partial<NodeSpec> = onFailure[failure];
  return { ...transcribe(mode, n8n, triggerUrl, how.maxTries ?? 1), ...how };
}

function transcribe(
  mode: Mode,
  n8n: Pick<Harness, 'credentials'>,
  triggerUrl: string,
  tries: number,
): NodeSpec {
  const pace = { tasksPerInterval: 60 };
  const deadlineHours = `={{ ${patienceMs(150_000)} / 3600000 }}`;
  const waitAtMostMinutes = `={{ ${patienceMs(60_000)} / 60000 / ${tries} }}`;
  switch (mode) {
    case 'wait':
      return apikleyNode(
        n8n,
        { ...source, mode: 'wait' },
        { ...pace, waitAtMostMinutes, pollIntervalSeconds: 2.5 },
      );
    case 'suspend':
      return apikleyNode(n8n, { ...source, mode: 'suspend' }, { ...pace, deadlineHours });
    case 'suspendThroughTrigger':
      return apikleyNode(
        n8n,
        { ...source, mode: 'suspend' },
        { ...pace, deadlineHours, callbackUrl: triggerUrl },
      );
    case 'submit':
      return apikleyNode(n8n, { ...source, mode: 'submit' }, { ...pace, callbackUrl: triggerUrl });
    case 'elkapi':
      return elkapiNode(n8n, source, { requestTimeoutSeconds: 8 });
  }
}
