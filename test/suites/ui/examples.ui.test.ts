import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fetch, FormData } from 'undici';
import { z } from 'zod';
import { fixtureBytes, fixturePath } from '../../../emulator/recordings/fixtures';
import { fitted, inTryingOrder, type Example } from '../../../playground/examples';
import { projectFolder } from '../../../playground/paths';
import { putCredentials, putExamples } from '../../../playground/populate';
import { callerHeader, startStandIns, type StandIns } from '../../../playground/standIns/standIns';
import { exampleWorkflows } from '../e2e/importExample';
import { readState, recordingsFolder } from '../e2e/state';
import { buttonsHidden, Canvas } from './editor/canvas';
import { openSession, type Session } from './editor/session';
import { needsAnAccount } from './needsAnAccount';

let session: Session;
let standIns: StandIns;
/** As `npm start` has imported them, by name, and their IDs. */
let ids: ReadonlyMap<string, string>;
let imported: ReadonlyMap<string, Example>;
/** In the examples' reading order. */
let written: Example[];

const recordings = recordingsFolder(readState().folder);
const memoryFile = path.join(readState().folder, 'imported.json');

beforeAll(async () => {
  session = await openSession();
  standIns = await startStandIns({ recordings });
  const { rest, credentials, emulator, control } = session.n8n;
  await control.reset();
  const links = [...Object.values(credentials), ...(await putCredentials(rest, standIns.credentials))];
  const places = { audioUrl: `${emulator.urls.files}/audio/`, crmUrl: standIns.crmUrl, recordings };
  written = await exampleWorkflows();
  const here = inTryingOrder(written).map((example) => fitted(example, links, places));
  imported = new Map(here.map((example) => [example.name, example]));
  ids = await putExamples(rest, here, memoryFile);
});
afterAll(async () => {
  for (const name of imported.keys()) await session.n8n.rest.deleteWorkflow(ids.get(name) ?? '');
  await Promise.all([session.close(), standIns.close()]);
  await Promise.all([recordings, memoryFile].map((place) => rm(place, { recursive: true, force: true })));
});

/** In the examples' reading order. */
const files = readdirSync(path.join(projectFolder, 'examples'))
  .filter((name) => name.endsWith('.json'))
  .sort();

/** Examples shown in the documentation. */
const pictured = ['voice-message-to-crm.json', 'nightly-folder.json'];

const note = 'n8n-nodes-base.stickyNote';
const noteSchema = z.object({ content: z.string() });

/** The headings of an example's notes. */
const titlesOf = ({ nodes }: Example): string[] =>
  nodes
    .filter(({ type }) => type === note)
    .map(({ parameters }) => noteSchema.parse(parameters).content.split('\n')[0]?.replace(/^#+ /, '') ?? '');

const runSchema = z.object({ data: z.object({ executionId: z.string().optional() }) });

/** Clicks "Execute workflow", once. Returns the execution's ID, or nothing where the workflow waits for a call. */
async function execute(canvas: Canvas): Promise<string | undefined> {
  const [answer] = await Promise.all([
    session.page.waitForResponse((response) => /\/workflows\/\w+\/run(\?|$)/.test(response.url())),
    canvas.execute(),
  ]);
  return runSchema.parse(await answer.json()).data.executionId;
}

async function postVoiceMessage(): Promise<void> {
  const form = new FormData();
  form.set('contact', '4711');
  form.set('audio', new File([fixtureBytes('english.mp3')], 'english.mp3', { type: 'audio/mpeg' }));
  const answer = await fetch(`${session.n8n.rest.url}/webhook-test/voice-message`, {
    method: 'POST',
    body: form,
    headers: { [callerHeader.name]: callerHeader.value },
  });
  expect(answer.status).toBe(200);
}

/**
 * The editor opens the form in a window of its own, which stays open: n8n ends the execution when the window asks for
 * the last page.
 */
async function fillInForm(): Promise<void> {
  const { page } = session;
  const opened = page
    .context()
    .pages()
    .find((other) => other !== page);
  const form = opened ?? (await page.waitForEvent('popup'));
  await form.locator('input[type=file]').setInputFiles(fixturePath('english.mp3'));
  await form.locator('#submit-btn').click();
  await form.getByText('Transcript of english.mp3').waitFor();
}

/** What comes from outside after the click. */
const calls: Record<string, () => Promise<void>> = {
  'voice-message-to-crm.json': postVoiceMessage,
  'form-with-answer.json': fillInForm,
};

/** Started by other examples only. */
const notClicked = ['receive-transcripts.json'];

/** They use a service that has no stand-in here. The end-to-end tests run them with stand-ins of their own. */
const ofAnAccount = [
  'drive-folder-to-docs.json',
  'email-attachments.json',
  'telegram-voice-agent.json',
  'whatsapp-voice.json',
  'zoom-recording-minutes.json',
];

async function onlyExecution(workflowId: string): Promise<string> {
  for (;;) {
    const [found] = await session.n8n.rest.executions({ workflowId });
    if (found) return found.id;
  }
}

describe.each(files)('%s', (file) => {
  let example: Example;
  let id: string;
  let canvas: Canvas;
  beforeAll(async () => {
    const name = written[files.indexOf(file)]?.name ?? '';
    const found = imported.get(name);
    if (!found) throw new Error(`There is no example ${file}.`);
    example = found;
    id = ids.get(name) ?? '';
    canvas = new Canvas(session.page);
    await canvas.open(id);
  });

  test('opens with its steps and its notes, all of them known to n8n', async () => {
    const types = (await session.n8n.rest.nodeTypes()).map(({ name }) => name);
    for (const { type } of example.nodes) expect(types).toContain(type);
    for (const { name, type } of example.nodes) if (type !== note) await canvas.node(name).waitFor();
    for (const title of titlesOf(example)) await canvas.whole.getByText(title).first().waitFor();
    await canvas.fit();
    expect(await canvas.cutNotes()).toEqual([]);
    if (!pictured.includes(file)) return;
    await session.picture(`example-${path.parse(file).name}`, await canvas.drawing(), buttonsHidden);
  });

  if (notClicked.includes(file)) return;
  if (ofAnAccount.includes(file)) {
    test('cannot be run before an account is put in', async () => {
      expect(needsAnAccount(example, await session.n8n.rest.nodeTypes())).toBe(true);
    });
    return;
  }
  test('goes green by one click, as in the playground', async () => {
    const { rest } = session.n8n;
    const started = await execute(canvas);
    await calls[file]?.();
    const { status } = await rest.waitForEnd(started ?? (await onlyExecution(id)));
    expect(status).toBe('success');
  });
});

test('the playground’s page shows what the examples have sent', async () => {
  const { page } = session;
  await page.goto(standIns.pageUrl);
  for (const text of [
    'Call: dialogue.mp3',
    'Attached: dialogue.srt',
    'Minutes: dialogue.mp3',
    'POST /api/contacts/4711/notes',
    'german.mp3.txt',
  ]) {
    await page.getByText(text, { exact: true }).first().waitFor();
  }
});
