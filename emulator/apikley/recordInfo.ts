import type { Answer } from '../http/answer';
import { noBody } from '../http/body';
import type { Exchange, Route } from '../http/route';
import type { Subject } from '../operations';
import type { World } from '../world';
import { withKey } from './access';
import { refusal, success } from './envelope';
import { taskDetails } from './taskDetails';

export const recordInfo = (world: World): Route => ({
  operation: 'recordInfo',
  method: 'GET',
  url: '/api/v1/jobs/recordInfo',
  read: noBody,
  subject: ({ record }) => {
    const taskId = record.query.taskId;
    return { path: record.path, taskId, ...recordingOf(world, taskId) };
  },
  handle: withKey(world, (exchange) => handle(world, exchange)),
});

function recordingOf(world: World, taskId: string | undefined): Pick<Subject, 'audioUrl' | 'sha256'> {
  const task = taskId === undefined ? undefined : world.tasks.find(taskId);
  return { audioUrl: task?.input.audio_url, sha256: task?.sha256 };
}

function handle(world: World, { record }: Exchange): Answer {
  const { facts } = world;
  const { taskId, ...others } = record.query;
  const [unknownParameter] = Object.keys(others);
  if (unknownParameter !== undefined) return refusal(facts, 422, `${unknownParameter}: unknown parameter`);
  if (!taskId) return refusal(facts, 422, 'taskId: Required');
  if (!world.readLimit.admit()) {
    return refusal(facts, 429, 'Your call frequency is too high. Please try again later.');
  }
  const task = world.tasks.find(taskId);
  const subject = { path: record.path, taskId, ...recordingOf(world, taskId) };
  const script = world.faults.take(
    'recordInfo',
    subject,
    ({ kind }) => kind === 'neverReady' || kind === 'unknownTask',
  );
  const hidden = task !== undefined && Date.now() - task.createdAt < task.plan.unknownForMs;
  if (!task || hidden || script?.kind === 'unknownTask') return unknownTask(world);
  if (script?.kind === 'neverReady') {
    return detailsAnswer(
      world,
      taskDetails({ ...task, completedAt: undefined, plan: stuckIn(script.state) }, world),
    );
  }
  if (task.completedAt !== undefined) task.readings += 1;
  return detailsAnswer(world, taskDetails(task, world));
}

const detailsAnswer = ({ facts }: World, details: object): Answer =>
  success(facts, facts.detailsType === 'jsonString' ? JSON.stringify(details) : details);

const stuckIn = (state: string) => ({
  taskMs: 0,
  outcome: { kind: 'never' as const },
  states: [state],
  unknownForMs: 0,
});

function unknownTask({ facts }: World): Answer {
  const answers = {
    '404': () => refusal(facts, 404, 'Task not found'),
    '422': () => refusal(facts, 422, 'recordInfo is null'),
    nullData: () => success(facts, null),
  };
  return answers[facts.unknownTask]();
}
