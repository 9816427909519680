/**
 * The bytes of a stream from `start` to before `end`, fewer if it ends earlier. Nothing is read beyond.
 *
 * @param position where the stream begins, if not at 0
 */
export async function* chunkRange(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  start: number,
  end = Number.POSITIVE_INFINITY,
  position = 0,
): AsyncGenerator<Uint8Array> {
  let at = position;
  for await (const chunk of chunks) {
    const wanted = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
    at += chunk.length;
    if (wanted.length > 0) yield wanted;
    if (at >= end) return;
  }
}
