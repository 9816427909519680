import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** The kinds that come closest to the limit; test/bench/parseHeavyJson.ts tries all. */
test('300 MB beyond the answer are enough to read any that is accepted', async () => {
  const kinds = ['nestedLists', 'numberedKeys', 'severalOwnKeys'];
  // The 24 MiB of the answer, Node's own memory, and 300 MB minus a tenth for memory outside the heap.
  const heapMb = 24 + 20 + 270;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [`--max-old-space-size=${heapMb}`, '--import', 'tsx', 'test/bench/parseHeavyJson.ts', ...kinds],
    { cwd: path.resolve(__dirname, '../../..'), timeout: 110_000 },
  );
  expect(stdout.match(/^\w+: [\d.]+ MiB/gm)).toHaveLength(kinds.length);
}, 120_000);
