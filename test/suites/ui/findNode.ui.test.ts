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
    'audio to text',
    'voice to text',
    'speech to text',
    'video to text',
    'speech recognition',
    'transcribe audio',
    'recording',
    'podcast',
    'mp3',
    'telegram voice',
    'STT',
    'whisper',
    'scribe',
    'elevenlabs',
    'subtitles',
    'dictation',
    'voice message',
    'голос',
    'аудио в текст',
    'диктовка',
    'транскрибация',
    'субтитры',
  ])('finds it by "%s"', async (words) => {
    await (await panel.found(words, 'Transcribe')).waitFor();
  });

  test.each(['apikley', 'транскрибация', 'callback'])(
    'finds the trigger by "%s", beside the actions',
    async (words) => {
      await (await panel.found(words, 'Transcribe')).waitFor();
    },
  );

  test('adds it with a click, and its form opens', async () => {
    const item = await panel.found('transcribe', 'Transcribe');
    await item.waitFor();
    await session.picture('node-panel', panel.whole);
    await item.click();
    // While a workflow has no trigger, n8n folds the actions up.
    await panel.category('Actions (5)').click();
    await panel.item('Transcribe audio').waitFor();
    expect(await panel.names()).toEqual([
      'On transcript ready',
      'On task failed',
      'Transcribe audio',
      'Translate audio to english text',
      'Get a transcript by task ID',
      'Format a transcript',
      'Get the account balance',
    ]);
    await panel.item('Transcribe audio').click();
    await session.page.getByTestId('parameter-input-provider').waitFor();
  });
});
