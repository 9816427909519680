import { ForwardReader } from '../../../transcription/media/forwardReader';
import { KeptRanges } from '../../../transcription/media/keptRanges';
import { box, numbers } from '../../../transcription/media/mp4Boxes';
import { HostileTable } from '../../../transcription/media/tableGuard';

const megabyte = 1024 * 1024;
const bytes = Uint8Array.from({ length: 12 * megabyte }, (_, at) => (at * 31 + (at >> 8)) & 0xff);

function fileOf(content: Uint8Array, canBegin = false) {
  const opened: number[] = [];
  const from = function* (start: number) {
    opened.push(start);
    for (let at = start; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
  };
  const file = { sizeBytes: content.length, open: () => from(0), ...(canBegin ? { openAt: from } : {}) };
  return { file, opened };
}

/** The range that was asked for, without what was read beyond. */
async function rangeOf(reader: ForwardReader, start: number, end: number): Promise<Uint8Array> {
  return Uint8Array.from(Buffer.concat(await reader.read(start, end)).subarray(0, end - start));
}

test('what was read a little earlier is still there', async () => {
  const { file, opened } = fileOf(bytes);
  const reader = new ForwardReader(file);
  expect(await rangeOf(reader, 5 * megabyte, 5 * megabyte + 10)).toEqual(
    bytes.slice(5 * megabyte, 5 * megabyte + 10),
  );
  expect(await rangeOf(reader, 2 * megabyte, 2 * megabyte + 10)).toEqual(
    bytes.slice(2 * megabyte, 2 * megabyte + 10),
  );
  expect(opened).toEqual([0]);
});

test('going back farther opens the file anew', async () => {
  const { file, opened } = fileOf(bytes);
  const reader = new ForwardReader(file);
  await reader.read(10 * megabyte, 10 * megabyte + 10);
  expect(await rangeOf(reader, 0, 10)).toEqual(bytes.slice(0, 10));
  expect(opened).toEqual([0, 0]);
});

test('a file that can be opened anywhere is not read up to a far place', async () => {
  const { file, opened } = fileOf(bytes, true);
  const reader = new ForwardReader(file);
  await reader.read(0, 10);
  expect(await rangeOf(reader, 10 * megabyte, 10 * megabyte + 10)).toEqual(
    bytes.slice(10 * megabyte, 10 * megabyte + 10),
  );
  expect(opened).toEqual([0, 10 * megabyte - 64]);
});

test('bytes are handed on as they were read, uncopied', async () => {
  const { file } = fileOf(bytes);
  const pieces = await new ForwardReader(file).read(65_530, 65_540);
  expect(pieces.map(({ length, buffer }) => [length, buffer === bytes.buffer])).toEqual([
    [6, true],
    [65_536, true],
  ]);
});

test('what stands before the sound is read once, however often the file is opened', async () => {
  const { file, opened } = fileOf(bytes);
  const header = new KeptRanges();
  const table = [11 * megabyte, 12 * megabyte] as const;
  await new ForwardReader(file, header).read(...table);
  header.end();
  const again = new ForwardReader(file, header);
  expect(await rangeOf(again, ...table)).toEqual(bytes.slice(...table));
  expect(opened).toEqual([0]);
});

test('of the sound nothing is kept', async () => {
  const { file, opened } = fileOf(bytes);
  const header = new KeptRanges();
  header.end();
  for (let time = 0; time < 2; time++) await new ForwardReader(file, header).read(0, 10);
  expect(opened).toEqual([0, 0]);
});

test('headers beyond eight megabytes are read again', async () => {
  const { file, opened } = fileOf(bytes);
  const header = new KeptRanges();
  for (let time = 0; time < 2; time++) await new ForwardReader(file, header).read(0, 9 * megabyte);
  expect(opened).toEqual([0, 0]);
});

test('a file is not read over and over', async () => {
  const { file } = fileOf(bytes);
  const reader = new ForwardReader(file);
  const toAndFro = async () => {
    for (let turn = 0; turn < 40; turn++) {
      await reader.read(11 * megabyte, 11 * megabyte + 1);
      await reader.read(0, 1);
    }
  };
  await expect(toAndFro()).rejects.toThrow();
  // The file itself could be read.
  expect(reader.failure).toBeUndefined();
});

test('an error of the file is kept for those who find out later', async () => {
  const gone = new Error('The disk is gone.');
  const reader = new ForwardReader({
    sizeBytes: 10,
    open: () => {
      throw gone;
    },
  });
  await expect(reader.read(0, 1)).rejects.toBe(gone);
  expect(reader.failure).toBe(gone);
});

test('ranges that would take all memory are not read', async () => {
  const { file, opened } = fileOf(bytes);
  const reader = new ForwardReader(file);
  await expect(reader.read(0, 1e9)).rejects.toThrow();
  expect(opened).toEqual([]);
});

test('nothing is opened after the end', async () => {
  const { file, opened } = fileOf(bytes);
  const reader = new ForwardReader(file);
  await reader.close();
  await expect(reader.read(0, 1)).rejects.toThrow();
  expect(opened).toEqual([]);
});

test('tables that state more than they list are only read for a caller that does not believe them', async () => {
  const lie = box('traf', box('trun', numbers(0, 1_000_000_000)));
  const reading = (isBelieved: boolean) =>
    rangeOf(new ForwardReader(fileOf(lie).file, undefined, isBelieved), 0, lie.length);
  await expect(reading(true)).rejects.toThrow(HostileTable);
  expect(Buffer.from(await reading(false))).toEqual(lie);
});
