import { HostileTable, TableGuard } from '../../../transcription/media/tableGuard';

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}
const numbers = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
};
const looking = (file: Buffer, chunkBytes: number) => () => {
  const guard = new TableGuard(file.length);
  for (let at = 0; at < file.length; at += chunkBytes) guard.look(file.subarray(at, at + chunkBytes));
};

const sound = Buffer.alloc(1_000, 1);
const hostile = {
  'a run of a billion samples': box('traf', box('trun', numbers(0, 1_000_000_000))),
  'a billion shifted times': box('stbl', box('ctts', numbers(0, 1, 1_000_000_000, 1))),
  'a billionth chunk': box('stbl', box('stsc', numbers(0, 1, 1_000_000_000, 1, 1))),
};

describe.each(Object.entries(hostile))('%s', (_name, table) => {
  test.each([1, 5, 64, 10_000])('is found in chunks of %i bytes', (chunkBytes) => {
    expect(looking(Buffer.concat([sound, table, sound]), chunkBytes)).toThrow(HostileTable);
  });
});

test('samples that are all alike may be many', () => {
  const table = box('stbl', box('stts', numbers(0, 1, 1_000_000_000, 1)));
  expect(looking(Buffer.concat([sound, table, sound]), 64)).not.toThrow();
});
