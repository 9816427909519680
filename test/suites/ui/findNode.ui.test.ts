import { NodePanel } from './editor/nodePanel';
import { openSession, type Session } from './editor/session';

let session: Session;
let panel: NodePanel;
beforeAll(async () => {
  session = await openSession();
  panel = new NodePanel(session.page);
  await panel.open();
});
afterAll(() => session.close());

describe('somebody who looks for the node in the panel', () => {
  test.each([
    'transcribe',
    'speech to text',
    'STT',
    'whisper',
    'scribe',
    'elevenlabs',
    'subtitles',
    'dictation',
    'voice message',
    'диктовка',
    'транскрибация',
    'субтитры',
  ])('finds it by "%s"', async (words) => {
    await (await panel.found(words, 'Transcribe')).waitFor();
  });

  test.each(['apikley', 'транскрибация', 'callback'])('finds the trigger by "%s"', async (words) => {
    // The panel drops the word "Trigger" from names.
    await (await panel.found(words, 'Apikley')).waitFor();
  });

  test('adds it with a click, and its form opens', async () => {
    const item = await panel.found('transcribe', 'Transcribe');
    await item.waitFor();
    await session.picture('node-panel', panel.whole);
    await item.click();
    await panel.item('Transcribe audio').click();
    await session.page.getByTestId('parameter-input-provider').waitFor();
  });
});
