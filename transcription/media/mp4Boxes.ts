/* The boxes of MP4 and QuickTime files (ISO/IEC 14496-12): a size, four letters, and what is in them. */

/** @throws if no box stands there */
export function boxAt(
  bytes: Uint8Array,
  at: number,
): { type: string; sizeBytes: number; headerBytes: number } {
  const view = viewOf(bytes);
  const short = view.getUint32(at);
  const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
  const isLong = short === 1;
  const sizeBytes = isLong ? Number(view.getBigUint64(at + 8)) : short;
  const headerBytes = isLong ? 16 : 8;
  if (sizeBytes < headerBytes) throw new Error(`The box "${type}" has no size.`);
  return { type, sizeBytes, headerBytes };
}

/**
 * What is in the boxes of a kind, wherever they stand among others.
 *
 * @param path the kinds on the way to it, from the outside
 * @throws if boxes are larger than what they stand in
 */
export function contentsOf(boxes: Buffer, type: string, ...path: readonly string[]): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 8 <= boxes.length;) {
    const box = boxAt(boxes, at);
    if (at + box.sizeBytes > boxes.length) throw new Error(`The box "${box.type}" is cut off.`);
    if (box.type === type) found.push(boxes.subarray(at + box.headerBytes, at + box.sizeBytes));
    at += box.sizeBytes;
  }
  const [next, ...further] = path;
  return next === undefined ? found : found.flatMap((content) => contentsOf(content, next, ...further));
}

/** @throws if there is none, or there are several; as `contentsOf` */
export function contentOf(boxes: Buffer, type: string, ...path: readonly string[]): Buffer {
  const [content, ...others] = contentsOf(boxes, type, ...path);
  if (content === undefined || others.length > 0)
    throw new Error(`There is not one box "${path.at(-1) ?? type}".`);
  return content;
}

/** Written with a size of four bytes. */
export function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const sizeBytes = content.reduce((sum, { length }) => sum + length, 8);
  return Buffer.concat([numbers(sizeBytes), Buffer.from(type, 'latin1'), ...content]);
}

/** Of 32 bits each. */
export const numbers = (...values: readonly number[]): Buffer => numbersOf(values);

/** Of 32 bits each; any number of them. @throws if one is larger */
export function numbersOf(values: ArrayLike<number>): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (let index = 0; index < values.length; index++) bytes.writeUInt32BE(values[index] ?? 0, index * 4);
  return bytes;
}

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
