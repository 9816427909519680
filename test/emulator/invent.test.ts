import { noiseWav } from '../support/wav';
import { invent } from '../../emulator/audio/invent';
import { startEmulator, type Emulator } from '../../emulator/emulator';

const opening = 'This text is made up. Start with a key.';

test('invented speech begins with the opening, in words with times of their own', () => {
  const { words, text, durationSeconds } = invent('ab'.repeat(32), 30, opening);
  expect(text.startsWith(`${opening} `)).toBe(true);
  expect(words.slice(0, 9).map((word) => word.text)).toEqual(opening.split(' '));
  // The opening's first sentence is one speaker's, the second another's, as with invented sentences.
  expect(words.slice(4, 6).map(({ speaker }) => speaker)).toEqual(['speaker_0', 'speaker_1']);
  for (const [index, { start, end }] of words.entries()) {
    expect(start).toBeLessThan(end);
    expect(end).toBeLessThanOrEqual(words[index + 1]?.start ?? durationSeconds);
  }
});

test('a recording that is too short still has the whole opening', () => {
  const { text, words } = invent('ab'.repeat(32), 1, opening);
  expect(text).toBe(opening);
  expect(words.at(-1)?.end).toBeLessThanOrEqual(1);
});

describe('an emulator with an opening', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ madeUpOpening: opening });
  });
  afterAll(() => emulator.stop());

  test('begins the text of an unknown recording with it, after a reset, too', async () => {
    await emulator.control.reset();
    const form = new FormData();
    form.set('model', 'whisper-1');
    form.set('response_format', 'text');
    form.set('file', new File([new Uint8Array(noiseWav(20))], 'own.wav', { type: 'audio/wav' }));
    const answer = await fetch(`${emulator.urls.elkapi}/audio/transcriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.keys.elkapi}` },
      body: form,
    });
    expect(await answer.text()).toMatch(/^This text is made up\. Start with a key\. [A-Z]/);
  });
});
