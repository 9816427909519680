import type { AudioFile } from '../audio/audio';
import { FileChanged } from './fileChanged';
import type { KeptRanges } from './keptRanges';
import { HostileTable, TableGuard } from './tableGuard';

/** Bytes kept behind the place that was read last: demuxers go back a little, for example from a header to its start. */
const windowBytes = 4 * 1024 * 1024;

/**
 * How often a whole file may be read over for one purpose. Sound files take two or three readings, as their tables may
 * stand at the end. Damaged and hostile files could send the reader to and fro for ever.
 */
const mostReadings = 6;

/** So that small files may be read to and fro as their demuxer pleases. */
const freeBytes = 64 * 1024 * 1024;

/** The largest table of a recording of a day is smaller. What asks for more is damaged, and would take that much memory. */
const mostRangeBytes = 32 * 1024 * 1024;

/** A table's header that begins before the place at which a file is opened has to be seen, too. */
const guardedBytes = 64;

/** The file was read over too often, as only damaged files need. */
export class TooManyReadings extends Error {}

/** What a range was wanted of that no recording has, or after the end. */
class NotRead extends Error {}

/** Reads ranges of a file that can only be read forwards: going back opens it anew. Memory is bounded by a window. */
export class ForwardReader {
  private chunks: Uint8Array[] = [];
  /** Offset of the first byte in `chunks`. */
  private windowStart = 0;
  /** Offset behind the last byte in `chunks`: where the stream continues. */
  private position = 0;
  private stream: AsyncIterator<Uint8Array> | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private bytesLeft: number;
  private closed = false;
  private guard: TableGuard;

  /** Why the file could not be read: libraries between the reader and its caller may wrap or hide it. */
  failure: unknown;

  /**
   * @param kept what earlier readers of the same file have read, and later ones will need
   * @param guarded whether the caller believes the tables that it reads
   */
  constructor(
    private readonly file: Pick<AudioFile, 'open' | 'openAt' | 'sizeBytes'>,
    private readonly kept?: KeptRanges,
    private readonly guarded = true,
  ) {
    this.guard = new TableGuard(file.sizeBytes);
    this.bytesLeft = freeBytes + mostReadings * file.sizeBytes;
  }

  /** Reading the whole file once more is intended. */
  allowAnotherReading(): void {
    this.bytesLeft += 2 * this.file.sizeBytes;
  }

  /**
   * @returns the bytes from `start` to before `end`, as the file was read, with what was read beyond; fewer if the file
   *   ends earlier
   * @throws whatever opening or reading the file throws; TooManyReadings
   */
  read(start: number, end: number): Promise<Uint8Array[]> {
    const reading = this.turn.then(() => this.readNow(start, end));
    this.turn = reading.catch((error: unknown) => {
      this.failure ??= isOurs(error) ? undefined : error;
    });
    return reading;
  }

  /** Reads that are under way end first; none begins after. */
  async close(): Promise<void> {
    this.closed = true;
    await this.turn;
    await this.endStream();
  }

  private async endStream(): Promise<void> {
    const { stream } = this;
    this.stream = undefined;
    this.chunks = [];
    this.windowStart = this.position = 0;
    await stream?.return?.().catch(() => undefined);
  }

  private async readNow(start: number, end: number): Promise<Uint8Array[]> {
    if (this.closed || end - start > mostRangeBytes) throw new NotRead();
    const kept = this.kept?.find(start, end);
    if (kept !== undefined) return kept;
    if (this.stream === undefined || start < this.windowStart || this.isFarAhead(start))
      await this.openAt(start);
    while (this.position < end) {
      this.forgetBefore(Math.min(start, this.position - windowBytes));
      const next = await this.stream?.next();
      if (next === undefined || next.done) break;
      this.append(next.value, start);
    }
    const pieces = this.pieces(start, end);
    this.kept?.keep(start, pieces);
    return pieces;
  }

  /** Whether it is worth opening the file anew rather than reading up to a place. */
  private isFarAhead(start: number): boolean {
    return this.file.openAt !== undefined && start > this.position + windowBytes;
  }

  private async openAt(start: number): Promise<void> {
    await this.endStream();
    const { openAt } = this.file;
    const from = openAt === undefined ? 0 : Math.max(0, start - guardedBytes);
    this.guard = new TableGuard(this.file.sizeBytes);
    const opened = openAt === undefined ? this.file.open() : openAt.call(this.file, from);
    this.windowStart = this.position = from;
    this.stream = iteratorOf(opened);
  }

  private append(chunk: Uint8Array, wantedFrom: number): void {
    this.bytesLeft -= chunk.length;
    if (this.bytesLeft < 0) throw new TooManyReadings();
    if (this.guarded) this.guard.look(chunk);
    if (this.kept?.contradicts(this.position, chunk)) throw new FileChanged();
    this.position += chunk.length;
    // Nothing of a chunk that lies wholly before what is wanted, and before the window, is kept.
    if (this.position <= wantedFrom - windowBytes) {
      this.chunks = [];
      this.windowStart = this.position;
      return;
    }
    this.chunks.push(chunk);
  }

  private forgetBefore(offset: number): void {
    let gone = 0;
    for (const { length } of this.chunks) {
      if (this.windowStart + length > offset) break;
      this.windowStart += length;
      gone += 1;
    }
    if (gone > 0) this.chunks.splice(0, gone);
  }

  /** Views of the chunks, up to the end of the last. */
  private pieces(start: number, end: number): Uint8Array[] {
    let offset = this.windowStart;
    const pieces: Uint8Array[] = [];
    for (const chunk of this.chunks) {
      if (offset >= end) break;
      const from = Math.max(start - offset, 0);
      if (from < chunk.length) pieces.push(chunk.subarray(from));
      offset += chunk.length;
    }
    return pieces;
  }
}

const isOurs = (error: unknown): boolean =>
  [TooManyReadings, NotRead, HostileTable, FileChanged].some((kind) => error instanceof kind);

async function* iteratorOf(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* source;
}
