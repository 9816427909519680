import { breathe, breathing } from '../../../../nodes/shared/output/breathe';

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

test('work in steps lets n8n go on after each of them, and ends with its result', async () => {
  const said: string[] = [];
  function* work() {
    for (const step of ['one', 'two', 'three']) {
      setImmediate(() => said.push('n8n'));
      said.push(step);
      yield;
    }
    return 'done';
  }
  expect(await breathing(work(), { words: words(5_000) })).toBe('done');
  expect(said).toEqual(['one', 'n8n', 'two', 'n8n', 'three', 'n8n']);
});
