import { breathe } from '../../../../nodes/shared/output/breathe';

const words = (count: number) => Array.from({ length: count }, () => ({ text: 'a' }));

/** Whether something else had its turn before a step went on. */
async function letsOthersGo(transcript: Parameters<typeof breathe>[0]): Promise<boolean> {
  let others = false;
  const turn = setImmediate(() => (others = true));
  await breathe(transcript);
  clearImmediate(turn);
  return others;
}

test('between two steps of a long transcript, n8n does something else', async () => {
  expect(await letsOthersGo({ words: words(5_000) })).toBe(true);
  const segments = words(5_000).map((word, start) => ({ ...word, start, end: start + 1 }));
  expect(await letsOthersGo({ segments })).toBe(true);
});

test('a short one is written at once', async () => {
  expect(await letsOthersGo({ words: words(100) })).toBe(false);
  expect(await letsOthersGo({})).toBe(false);
});
