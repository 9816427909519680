import { type Harness, sharedN8n } from './harness';
import { apikleyNode, textOf } from './transcribeNode';
import type { NodeSpec } from './workflow';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

const files = ['english.mp3', 'german.mp3', 'russian.ogg'];
const items = () => files.map((file) => ({ json: { url: `${n8n.emulator.urls.files}/audio/${file}` } }));

const transcribing = (parameters = {}, options = {}): NodeSpec =>
  apikleyNode(
    n8n,
    { audioFrom: 'url', audioUrl: '={{ $json.url }}', ...parameters },
    { tasksPerInterval: 1_000, ...options },
  );

const fetching = (): NodeSpec =>
  apikleyNode(
    n8n,
    { operation: 'getTranscript', taskId: '={{ $json.taskId }}' },
    { waitUntilFinished: true },
  );

describe('Get Transcript behind a Transcribe that continues on errors', () => {
  test('fetches what was not waited for, and passes on what has ended', async () => {
    await n8n.control.planTask({ match: { audioUrl: 'german' }, taskMs: 3_000 });
    await n8n.control.planTask({
      match: { audioUrl: 'russian' },
      outcome: { kind: 'fail', failMsg: 'No speech.' },
    });
    const { status, outputs, runData } = await n8n.runWorkflow({
      before: [
        {
          ...transcribing({}, { waitAtMostMinutes: 0.02 }),
          name: 'Transcribe',
          onError: 'continueRegularOutput',
        },
      ],
      node: fetching(),
      items: items(),
    });
    const before = runData.Transcribe?.[0]?.data?.main?.[0]?.map(({ json }) => json.text);
    expect(before).toEqual([textOf('english.mp3'), undefined, undefined]);
    const failed = expect.stringContaining('No speech (task ID task_') as unknown;
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
      { status: 'completed', text: textOf('english.mp3') },
      { status: 'completed', text: textOf('german.mp3') },
      { status: 'failed', error: failed },
    ]);
    expect(await n8n.control.tasks()).toHaveLength(files.length);
  });
});

describe('Wait Until Finished', () => {
  test.each(['404', '422', 'nullData'] as const)(
    'waits for tasks that Apikley does not know yet, and says so with %s',
    async (unknownTask) => {
      await n8n.control.setFacts({ unknownTask });
      await n8n.control.planTasks({ unknownForMs: 1_500 });
      const { status, outputs } = await n8n.runWorkflow({
        before: [transcribing({ mode: 'submit' })],
        node: fetching(),
        items: items(),
      });
      expect(status).toBe('success');
      expect(outputs[0]?.map(({ json }) => json.text)).toEqual(files.map(textOf));
    },
  );
});
