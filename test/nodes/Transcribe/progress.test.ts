import { progressOf } from '../../../nodes/Transcribe/progress';

function reported(outcomes: boolean[]): { log: string[]; shown: unknown[] } {
  const log: string[] = [];
  const shown: unknown[] = [];
  const report = progressOf(
    {
      logger: { info: (line) => void log.push(line) },
      sendMessageToUI: (line: unknown) => void shown.push(line),
    },
    outcomes.length,
  );
  for (const ok of outcomes) report(ok);
  return { log, shown };
}

describe('the progress of a batch', () => {
  test('is told item by item, in the log and to whoever runs it in the editor', () => {
    const { log, shown } = reported([true, false, true]);
    expect(log).toEqual([
      'Transcribe: 1 of 3 items are done.',
      'Transcribe: 2 of 3 items are done, 1 of them failed.',
      'Transcribe: 3 of 3 items are done, 1 of them failed.',
    ]);
    expect(shown).toEqual(log);
  });

  test.each([95, 100, 500])('is told in at most ten lines, the last one at the end (%i items)', (items) => {
    const { log } = reported(new Array<boolean>(items).fill(true));
    expect(log.length).toBeLessThanOrEqual(10);
    expect(log.at(-1)).toContain(`${items} of ${items}`);
  });

  test('of a single item is not told', () => {
    expect(reported([true]).log).toEqual([]);
  });
});
