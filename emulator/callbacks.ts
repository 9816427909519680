import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { callbackMessage as apikleyMessage } from './apikley/callbackMessage';
import type { CallbackAttempt, CallbackRecord, Delivery } from './callbackRecord';
import type { CallbackAction } from './faultActions';
import type { Subject, TaskService } from './operations';
import type { Task } from './tasks';
import type { CallbackContext, CallbackMessage } from './callbackContext';

/** What each service says when a task has ended. */
const messages = {
  apikley: apikleyMessage,
} satisfies Record<
  TaskService,
  (task: Task, world: CallbackContext, actions: readonly CallbackAction[]) => CallbackMessage
>;

/** Sends callbacks as the service does: up to three tries, each with a time limit. */
export class Callbacks {
  private records: CallbackRecord[] = [];

  constructor(private readonly world: CallbackContext) {}

  all(): CallbackRecord[] {
    return this.records.map((record) => ({ ...record, attempts: [...record.attempts] }));
  }

  /** Whether the script delivers this task's callback before createTask answers. */
  comesEarly(task: Task): boolean {
    return this.world.faults.takeForCallback(subjectOf(task), ({ kind }) => kind === 'early').length > 0;
  }

  /** Undefined when the task asked for no callback and no other `url` is given. */
  deliver(task: Task, url = task.callBackUrl, more: readonly CallbackAction[] = []): Delivery | undefined {
    if (url === undefined) return undefined;
    const { faults, lifetime } = this.world;
    const scripted = faults.takeForCallback(subjectOf(task), ({ kind }) => kind !== 'early');
    const actions = [...more, ...scripted];
    const record: CallbackRecord = {
      taskId: task.id,
      url,
      headers: {},
      body: '',
      attempts: [],
      outcome: 'sending',
    };
    this.records.push(record);
    let resolveFirst: (() => void) | undefined;
    const firstAttempt = new Promise<void>((resolve) => (resolveFirst = resolve));
    const firstAttemptDone = () => resolveFirst?.();
    const ended = this.run(task, record, actions, lifetime, firstAttemptDone)
      .catch((error: unknown) => {
        // Only stop and reset may interrupt a delivery.
        if (!lifetime.aborted) throw error;
      })
      .finally(() => {
        firstAttemptDone();
        if (!lifetime.aborted) this.world.recorder.count('callback');
      });
    return { firstAttempt, ended };
  }

  clear(): void {
    this.records = [];
  }

  private async run(
    task: Task,
    record: CallbackRecord,
    actions: readonly CallbackAction[],
    lifetime: AbortSignal,
    onAttempt: () => void,
  ): Promise<void> {
    if (actions.some(({ kind }) => kind === 'lost')) {
      record.outcome = 'lost';
      return;
    }
    const late = actions.find((action) => action.kind === 'late');
    if (late) await pause(late.ms, undefined, { signal: lifetime });
    const repeat = actions.find((action) => action.kind === 'repeat');
    for (let round = 0; round < (repeat?.times ?? 1); round += 1) {
      record.outcome = (await this.tryAll(task, record, actions, lifetime, onAttempt))
        ? 'delivered'
        : 'givenUp';
    }
  }

  private async tryAll(
    task: Task,
    record: CallbackRecord,
    actions: readonly CallbackAction[],
    lifetime: AbortSignal,
    onAttempt: () => void,
  ): Promise<boolean> {
    const { callbackTries, callbackRetryMs, callbackAccepts } = this.world.facts;
    for (let round = 1; round <= callbackTries; round += 1) {
      const { headers, body } = messages[task.service](task, this.world, actions);
      Object.assign(record, { headers, body });
      const attempt = await this.send(record, lifetime);
      record.attempts.push(attempt);
      onAttempt();
      const { status } = attempt;
      if (status === 200) return true;
      if (callbackAccepts === '2xx' && status !== null && status >= 200 && status < 300) return true;
      if (round < callbackTries) await pause(callbackRetryMs, undefined, { signal: lifetime });
    }
    return false;
  }

  private async send(
    { url, headers, body }: CallbackRecord,
    lifetime: AbortSignal,
  ): Promise<CallbackAttempt> {
    const at = Date.now();
    const { agent, facts } = this.world;
    try {
      const answer = await request(url, {
        method: 'POST',
        headers,
        body,
        dispatcher: agent,
        signal: AbortSignal.any([lifetime, AbortSignal.timeout(facts.callbackTimeLimitMs)]),
      });
      return { at, status: answer.statusCode, answer: await answer.body.text() };
    } catch (error) {
      lifetime.throwIfAborted();
      return { at, status: null, error: String(error) };
    }
  }
}

const subjectOf = (task: Task): Subject => ({
  taskId: task.id,
  audioUrl: task.input.audio_url,
  path: task.callBackUrl,
});
