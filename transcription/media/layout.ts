import { indexInFront, type MovedIndex } from './fastStart';
import type { Container } from './containers';
import { copyExcerpt, type Copied } from './copyExcerpt';
import type { CopiedSound, Excerpt } from './excerpt';
import { FileChanged } from './fileChanged';
import { mp4Headers, waveHeaders } from './headers';
import type { StreamTargetChunk } from './mediabunny';
import { soundBehind } from './soundBehind';

/** Bytes that a writer fills in when it knows them: sizes in the headers. */
interface Patch {
  position: number;
  data: Uint8Array;
}

/**
 * What a file will look like whose bytes are not kept: found out by writing it once, so that it can be written again,
 * in order, while it is sent.
 */
export interface Layout extends Copied {
  sizeBytes: number;
  patches: readonly Patch[];
  /** For MP4, whose index has to be in front for some receivers. */
  index: MovedIndex | undefined;
  /** All that stands before the sound, if nothing stands between its packets or behind them. */
  headers: Uint8Array | undefined;
}

/** Writes an excerpt once, counting. Memory is bounded: headers, and the index of an MP4 file. */
export async function layoutOf(sound: CopiedSound, container: Container, excerpt: Excerpt): Promise<Layout> {
  let end = 0;
  let ending: StreamTargetChunk[] | undefined;
  let head: Uint8Array | undefined;
  const patches: Patch[] = [];
  const sizesOnly = isDecidedBySizes(sound, container);
  const copied = await copyExcerpt(
    sound,
    container,
    excerpt,
    (chunk) => {
      const { position, data } = chunk;
      head ??= data.slice();
      if (position < end) patches.push({ position, data: data.slice() });
      else if (container === 'm4a') ending?.push({ ...chunk, data: data.slice() });
      end = Math.max(end, position + data.length);
    },
    { onFinalizing: () => (ending = []), sizesOnly },
  );
  const front = patched({ position: 0, data: head ?? new Uint8Array() }, patches).data;
  const index = container === 'm4a' ? indexInFront(front, ending ?? [], end) : undefined;
  const simple =
    index === undefined
      ? () => waveHeaders(front, end, copied.soundBytes)
      : () => mp4Headers(front, index, copied.soundBytes);
  const headers = sizesOnly ? simple() : undefined;
  return { ...copied, sizeBytes: end, patches, index, headers };
}

/** Whether the form of a file follows from the sizes of its packets, and these are known without reading them. */
function isDecidedBySizes({ hasSizes, codec }: CopiedSound, container: Container): boolean {
  return hasSizes && (container === 'wav' || (container === 'm4a' && codec === 'aac'));
}

/**
 * Writes an excerpt again, in order, as `layoutOf` has laid it out.
 *
 * @throws if the file's content has changed in between, or can't be read
 */
export async function* write(
  sound: CopiedSound,
  container: Container,
  excerpt: Excerpt,
  layout: Layout,
): AsyncGenerator<Uint8Array> {
  const { headers, fingerprint } = layout;
  if (headers === undefined) yield* writeAgain(sound, container, excerpt, layout);
  else yield* soundBehind({ headers, fingerprint }, sound, excerpt);
}

async function* writeAgain(
  sound: CopiedSound,
  container: Container,
  excerpt: Excerpt,
  layout: Layout,
): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<StreamTargetChunk, StreamTargetChunk>();
  const writer = writable.getWriter();
  const copying = copyExcerpt(sound, container, excerpt, (chunk) => writer.write(chunk)).then(
    async ({ fingerprint }) => {
      if (fingerprint !== layout.fingerprint) throw new FileChanged();
      await writer.close();
    },
  );
  const copied = copying.catch((error: unknown) => writer.abort(error));
  let position = 0;
  let held: StreamTargetChunk | undefined;
  try {
    for await (const chunk of readable) {
      // What comes later for an earlier place is in the patches.
      if (chunk.position < position) continue;
      if (held !== undefined) yield* inOrder(patched(held, layout.patches), layout.index);
      // The last bytes are held back until it is certain that the file is as it was: a receiver that has all of them
      // takes the upload for complete.
      held = chunk;
      position = chunk.position + chunk.data.length;
    }
    if (position !== layout.sizeBytes) throw new FileChanged();
    if (held !== undefined) yield* inOrder(patched(held, layout.patches), layout.index);
  } finally {
    await copied.catch(() => undefined);
  }
}

function patched<Bytes extends Patch>(bytes: Bytes, patches: readonly Patch[]): Bytes {
  const { position, data } = bytes;
  const end = position + data.length;
  for (const patch of patches) {
    const from = Math.max(patch.position, position);
    const to = Math.min(patch.position + patch.data.length, end);
    if (to > from) data.set(patch.data.subarray(from - patch.position, to - patch.position), from - position);
  }
  return bytes;
}

function* inOrder(
  { position, data }: StreamTargetChunk,
  index: MovedIndex | undefined,
): Generator<Uint8Array> {
  if (index === undefined) {
    yield data;
    return;
  }
  const before = data.subarray(0, Math.max(0, index.insertAt - position));
  const media = data.subarray(before.length, Math.max(before.length, index.mediaEnd - position));
  if (before.length > 0) yield before;
  if (position <= index.insertAt && index.insertAt < position + data.length) yield index.bytes;
  if (media.length > 0) yield media;
}
