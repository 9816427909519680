import type { TaskInput } from './apikley/taskInput';
import type { Speech } from './audio/speech';
import type { Delivery } from './callbackRecord';
import type { TaskService } from './operations';
import type { TaskPlan, TaskPlans } from './taskPlans';

export interface NewTask {
  service: TaskService;
  model: string;
  callBackUrl: string | undefined;
  input: TaskInput;
  /** Undefined when the audio cannot be read, in which case the task fails. */
  speech: Speech | undefined;
  sha256: string;
}

export interface Task extends NewTask {
  id: string;
  createdAt: number;
  /** Set when the task has succeeded or failed. */
  completedAt?: number;
  /** How often its result has been read since. */
  readings: number;
  plan: TaskPlan;
}

/** The tasks of the account. A task ends by its timer or by `end`. */
export class TaskBoard {
  private tasks = new Map<string, Task>();
  private timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly plans: TaskPlans,
    private readonly onEnd: (task: Task) => Delivery | undefined,
  ) {}

  create(asked: NewTask, id: string): Task {
    const planned = this.plans.next({ audioUrl: asked.input.audio_url });
    const plan: TaskPlan = asked.speech
      ? planned
      : {
          ...planned,
          outcome: { kind: 'fail', failCode: '422', failMsg: 'The audio file could not be read.' },
        };
    const said = plan.outcome.kind === 'success' ? plan.outcome.result : undefined;
    const speech = asked.speech && { ...asked.speech, ...said };
    const task: Task = { ...asked, speech, plan, id, readings: 0, createdAt: Date.now() };
    this.tasks.set(task.id, task);
    if (plan.outcome.kind === 'never') return task;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.end(task);
    }, plan.taskMs);
    this.timers.add(timer);
    return task;
  }

  find(id: string): Task | undefined {
    return this.tasks.get(id);
  }

  all(): Task[] {
    return [...this.tasks.values()];
  }

  /** Ends the task and sends its callback; does nothing if the task has already ended. */
  end(task: Task): Delivery | undefined {
    if (task.completedAt !== undefined) return undefined;
    if (task.plan.outcome.kind === 'never') task.plan = { ...task.plan, outcome: { kind: 'success' } };
    task.completedAt = Date.now();
    return this.onEnd(task);
  }

  clear(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.tasks.clear();
  }
}

export function stateOf({ plan, createdAt, completedAt }: Task, now = Date.now()): string {
  if (completedAt !== undefined) return plan.outcome.kind === 'fail' ? 'fail' : 'success';
  const share = plan.taskMs === 0 ? 1 : (now - createdAt) / plan.taskMs;
  const index = Math.min(plan.states.length - 1, Math.floor(share * plan.states.length));
  return plan.states[index] ?? 'waiting';
}
