import { apikleyNode, elkapiNode, textOf } from '../e2e/transcribeNode';
import { NodeDetails } from './editor/nodeDetails';
import { openSession, type Session } from './editor/session';
import { useEditor } from './editor/useEditor';
import { create, createLoading } from './workflows';

let session: Session;
let details: NodeDetails;
useEditor((opened, itsDetails) => {
  session = opened;
  details = itsDetails;
});

const name = 'Transcribe';

/** The options as a user sees them who has not changed any. */
const untouched = { pollIntervalSeconds: undefined };

describe('the node in the editor', () => {
  test('gives a transcript that can be read as a table, as JSON and as a file', async () => {
    const { n8n, picture } = session;
    const node = { ...apikleyNode(n8n, { output: { files: ['srt'] } }, untouched), name };
    await details.open(await createLoading(n8n, 'dialogue.mp3', node), name);
    await details.execute();
    await details.show('table');
    await details.output.getByText(textOf('dialogue.mp3').slice(0, 40)).first().waitFor();
    await details.show('json');
    await details.output.getByText('Speaker 2').first().waitFor();
    await picture('output-json', details.output);
    await details.show('binary');
    await details.output.getByText('dialogue.srt').waitFor();
    await picture('output-binary', details.output);
    await details.widenOutput();
    await details.show('table');
    await picture('output-table', details.output);
  });

  test('is filled in by hand, from a URL, with the other provider', async () => {
    const { n8n, picture } = session;
    const node = { ...elkapiNode(n8n), credentials: { elkApi: n8n.credentials.elkapi }, name };
    const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
    await details.open(await create(n8n.rest, [start, node]), name);
    await details.choose('audioFrom', 'URL');
    await details.fill('audioUrl', 'https://example.com/interview.mp3');
    await picture('form-elkapi', details.form);
    await details.fill('audioUrl', `${n8n.emulator.urls.files}/audio/english.mp3`);
    await details.execute();
    await details.show('json');
    await details.output.getByText(textOf('english.mp3').slice(0, 30)).first().waitFor();
  });

  test('says what is wrong and what to do, where the output would be', async () => {
    const { n8n, picture } = session;
    const node = { ...apikleyNode(n8n, {}, untouched), name };
    await n8n.control.putFile(
      'interview.mp3',
      Buffer.from('<!doctype html><title>Log in</title>'),
      'audio/mpeg',
    );
    await details.open(await createLoading(n8n, 'interview.mp3', node), name);
    await details.execute();
    await details.output.getByText('is a web page, not a recording.').first().waitFor();
    await details.output.getByText('look into the file in the node that supplies it').first().waitFor();
    await picture('error', details.whole);
  });
});

describe('the form', () => {
  const audio = ['Audio From', 'Input Data Field Name'];
  const output = ['Output Options', 'Options'];
  const forms = [
    ['apikley', 'transcribe', [...audio, 'Mode', 'Language', ...output]],
    ['apikley', 'getTranscript', ['Task ID', ...output]],
    ['apikley', 'getBalance', []],
    ['elkapi', 'transcribe', [...audio, 'Language', ...output]],
    ['elkapi', 'translate', [...audio, ...output]],
    ['elkapi', 'getBalance', []],
  ] as const;

  test.each(forms)('of %s, %s: shows what has a use, in this order', async (provider, operation, fields) => {
    const { n8n, picture } = session;
    const node = provider === 'apikley' ? apikleyNode(n8n) : elkapiNode(n8n);
    const parameters = { provider, operation };
    await details.open(await createLoading(n8n, 'english.mp3', { ...node, parameters, name }), name);
    expect(await details.fields()).toEqual(['Operation', 'Provider', ...fields]);
    if (operation === 'transcribe' && provider === 'apikley') await picture('form-apikley', details.form);
  });
});

test('Format Transcript asks for no provider and no credential, and leads back to what does', async () => {
  const { n8n } = session;
  const credentials = () =>
    details.whole.getByTestId('node-credentials-select').locator('visible=true').count();
  await details.open(await createLoading(n8n, 'english.mp3', { ...elkapiNode(n8n), name }), name);
  expect(await credentials()).toBe(1);
  await details.choose('operation', 'Format Transcript');
  expect(await details.fields()).toEqual(['Operation', 'Transcript', 'Output Options']);
  expect(await credentials()).toBe(0);
  await details.choose('operation', 'Transcribe');
  expect((await details.fields()).slice(0, 3)).toEqual(['Operation', 'Provider', 'Audio From']);
  expect(await credentials()).toBe(1);
});

test('the form and the output can be read in the dark', async () => {
  const dark = await openSession({ dark: true });
  try {
    const { n8n, page, picture } = dark;
    const inTheDark = new NodeDetails(page);
    const workflow = await createLoading(n8n, 'english.mp3', { ...apikleyNode(n8n, {}, untouched), name });
    await inTheDark.open(workflow, name);
    await inTheDark.execute();
    await inTheDark.show('table');
    await inTheDark.output.getByText(textOf('english.mp3').slice(0, 30)).first().waitFor();
    const icon = page.locator('img[src$="transcribe.dark.svg"]');
    expect(await icon.count()).toBeGreaterThan(0);
    await picture('dark', inTheDark.whole);
  } finally {
    await dark.close();
  }
});
