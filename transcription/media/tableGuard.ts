/*
 * MP4 and QuickTime tables (ISO/IEC 14496-12) may state how many samples there are without listing them. The library
 * expands such tables in one go, so that a file of a hundred bytes could take all memory, and all time. Every sample
 * takes a byte or more, so a count beyond the file's size is a lie.
 */

/** The boxes whose children hold the tables: of a track, and of a fragment of one. */
const parents = ['stbl', 'traf'].map((type) => Buffer.from(type));

/** More than a day of video at 60 pictures a second. */
const mostSamples = 6_000_000;
const mostParentBytes = 32 * 1024 * 1024;
const headerBytes = 8;

export class HostileTable extends Error {}

/** Looks at a file's bytes as they are read, in order. */
export class TableGuard {
  private gathered: Buffer = Buffer.alloc(0);
  private missingBytes = 0;

  private readonly most: number;

  constructor(fileBytes: number) {
    this.most = Math.min(fileBytes, mostSamples);
  }

  /** @throws HostileTable */
  look(chunk: Uint8Array): void {
    let bytes = this.withGathered(chunk);
    for (;;) {
      if (this.missingBytes === 0) {
        const at = firstParent(bytes);
        if (at === undefined) {
          this.gathered = lastBytes(
            bytes.length < headerBytes ? Buffer.concat([this.gathered, bytes]) : bytes,
          );
          return;
        }
        bytes = bytes.subarray(at);
        this.missingBytes = bytes.readUInt32BE(0);
      }
      const parent = bytes.subarray(0, this.missingBytes);
      this.checkChildren(parent.subarray(headerBytes));
      if (bytes.length < this.missingBytes) {
        this.gathered = Buffer.from(bytes);
        return;
      }
      bytes = bytes.subarray(headerBytes);
      this.missingBytes = 0;
    }
  }

  /** Chunks are only joined if a box may begin in one and end in the next. */
  private withGathered(chunk: Uint8Array): Buffer {
    const { gathered } = this;
    const straddles =
      this.missingBytes > 0 ||
      firstParent(Buffer.concat([gathered, chunk.subarray(0, headerBytes)])) !== undefined;
    return straddles
      ? Buffer.concat([gathered, chunk])
      : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }

  private checkChildren(children: Buffer): void {
    let offsets = 0;
    let timed = 0;
    for (const { type, content } of boxes(children)) {
      const count = content.length >= 8 ? content.readUInt32BE(4) : 0;
      if (type === 'ctts') offsets = sumOfCounts(content, count);
      if (type === 'stts') timed = sumOfCounts(content, count);
      if (type === 'trun' && count > this.most) throw new HostileTable(type);
      if (type === 'stz2' && content.length >= 12 && content.readUInt32BE(8) > this.most) {
        throw new HostileTable(type);
      }
      if (type === 'stsc' && lastChunk(content, count) > this.most) throw new HostileTable(type);
    }
    // Times are only listed sample by sample if they are shifted sample by sample.
    if (offsets > this.most || (offsets > 0 && timed > this.most)) throw new HostileTable('ctts');
  }
}

/** Too few for a header. */
const lastBytes = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.subarray(Math.max(0, bytes.length - headerBytes + 1)));

function firstParent(bytes: Buffer): number | undefined {
  let first: number | undefined;
  for (const type of parents) {
    for (let at = bytes.indexOf(type); at !== -1; at = bytes.indexOf(type, at + 1)) {
      if (first !== undefined && at - 4 >= first) break;
      const size = at >= 4 ? bytes.readUInt32BE(at - 4) : 0;
      if (size < headerBytes || size > mostParentBytes) continue;
      first = at - 4;
      break;
    }
  }
  return first;
}

function* boxes(bytes: Buffer): Generator<{ type: string; content: Buffer }> {
  for (let at = 0; at + headerBytes <= bytes.length;) {
    const size = bytes.readUInt32BE(at);
    if (size < headerBytes) return;
    yield {
      type: bytes.toString('latin1', at + 4, at + 8),
      content: bytes.subarray(at + headerBytes, at + size),
    };
    at += size;
  }
}

/** Of a table of pairs, each of which begins with a number of samples. */
function sumOfCounts(table: Buffer, entries: number): number {
  let sum = 0;
  for (let entry = 0, at = 8; entry < entries && at + 8 <= table.length; entry++, at += 8) {
    sum += table.readUInt32BE(at);
  }
  return sum;
}

/** Of a table of triples, each of which begins with a chunk's number. */
function lastChunk(table: Buffer, entries: number): number {
  let last = 0;
  for (let entry = 0, at = 8; entry < entries && at + 12 <= table.length; entry++, at += 12) {
    last = Math.max(last, table.readUInt32BE(at));
  }
  return last;
}
