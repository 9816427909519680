import { elkapiNode } from '../e2e/transcribeNode';
import type { NodeDetails } from './editor/nodeDetails';
import type { Session } from './editor/session';
import { useEditor } from './editor/useEditor';
import { createLoading } from './workflows';

let session: Session;
let details: NodeDetails;
useEditor((opened, itsDetails) => {
  session = opened;
  details = itsDetails;
});

const name = 'Transcribe';

async function open(options: Record<string, unknown>): Promise<void> {
  const node = { ...elkapiNode(session.n8n, {}, options), name };
  await details.open(await createLoading(session.n8n, 'dialogue.mp3', node), name);
}

/** Beside it are a list of ways to choose a model and, in n8n 1, a hidden search. */
const modelInput = () => details.parameter('model').locator('input').locator('visible=true').last();

/** The choices of Response Format, as they are listed. */
async function formats(): Promise<string[]> {
  await details.parameter('responseFormat').click();
  await details.option('Automatic').waitFor();
  const shown = session.page.getByRole('option').locator('visible=true');
  const names = (await shown.allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
  await session.page.keyboard.press('Escape');
  return names;
}

test('the name of a model from before there was a list is shown, with the formats that it takes', async () => {
  await open({ model: 'gpt-4o-transcribe', responseFormat: 'automatic' });
  const input = modelInput();
  await input.waitFor();
  expect(await input.inputValue()).toBe('gpt-4o-transcribe');
  expect(await formats()).toEqual(['Automatic', 'JSON', 'Plain Text']);
});

test('a model is chosen from a list that says what each can do, and the form follows', async () => {
  const { page } = session;
  const model = { __rl: true, mode: 'list', value: 'whisper-1', cachedResultName: 'whisper-1' };
  await open({ model, prompt: '', responseFormat: 'automatic' });
  expect(await formats()).toEqual([
    ...['Automatic', 'JSON', 'Plain Text', 'SRT Subtitles', 'Verbose JSON', 'WebVTT Subtitles'],
  ]);
  await modelInput().click();
  const items = page.getByTestId('rlc-item').locator('visible=true');
  await items.filter({ hasText: 'whisper-1 (subtitles, words)' }).waitFor();
  await items.filter({ hasText: 'gpt-4o-transcribe-diarize (subtitles, speakers)' }).click();
  await details.parameter('prompt').waitFor({ state: 'detached' });
  expect(await formats()).toEqual(['Automatic', 'Diarized JSON', 'JSON', 'Plain Text']);
  await details.execute();
  await details.show('json');
  await details.output.getByText('Speaker 2').first().waitFor();
});
