/** Builds a list of entries, or the inside of an object. */
interface Shape {
  before: string;
  entry: (at: number) => string;
  /** Separates two entries. */
  between?: string;
  after: string;
}

const name = (at: number): string => at.toString(36);

/** The kinds of JSON that take the most memory for their length. */
export const shapes = {
  numbers: { before: '{"text":"a","words":[', entry: () => '1', after: ']}' },
  largeNumbers: { before: '["",', entry: () => '1e99', after: ']' },
  emptyObjects: { before: '{"text":"a","segments":[', entry: () => '{}', after: ']}' },
  emptyLists: { before: '[', entry: () => '[]', after: ']' },
  shortLists: { before: '[', entry: () => '[1e99]', after: ']' },
  nestedLists: { before: '', entry: () => '[', between: '', after: '' },
  words: { before: '{"words":[', entry: () => '{"text":"a","start":1.25,"end":1.75}', after: ']}' },
  numberedKeys: { before: '{"transcripts":[', entry: () => '{"999":1}', after: ']}' },
  ownKeys: { before: '[', entry: (at) => `{"${name(at)}":1}`, after: ']' },
  severalOwnKeys: {
    before: '[',
    entry: (at) => `{"${at}":1,"x${name(at)}":1,"y${name(at)}":1}`,
    after: ']',
  },
  wideObject: { before: '{', entry: (at) => `"${name(at)}":1`, after: '}' },
  texts: { before: '[', entry: (at) => `"${name(at)}"`, after: ']' },
  cyrillicTexts: { before: '[', entry: (at) => `"я${name(at)}"`, after: ']' },
  oneText: { before: '"я', entry: () => 'aaaaaaaaaaaaaaaa', between: '', after: '"' },
} satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;

const pieceEntries = 4_000;

/**
 * JSON of about this many bytes, as it comes over the wire. It is assembled piece by piece outside the heap, so that
 * building it takes no memory that would be counted with the reading.
 *
 * @returns builds the text from a share of its entries, between 0 and 1
 */
export function heavyJson(kind: ShapeName, bytes: number): (share?: number) => string {
  const { before, entry, between = ',', after }: Shape = shapes[kind];
  // Deep lists must be closed, which takes as many characters as opening them.
  const isNested = kind === 'nestedLists';
  const content = Buffer.alloc(isNested ? bytes / 2 : bytes);
  const ends = [content.write(before)];
  for (let at = 0, end = ends[0] ?? 0; ; at += pieceEntries) {
    const entries = Array.from({ length: pieceEntries }, (_, more) => entry(at + more));
    const piece = (at > 0 ? between : '') + entries.join(between);
    if (end + Buffer.byteLength(piece) > content.length) break;
    end += content.write(piece, end);
    ends.push(end);
  }
  return (share = 1) => {
    const end = ends[Math.floor(share * (ends.length - 1))] ?? 0;
    return content.toString('utf8', 0, end) + (isNested ? ']'.repeat(end) : after);
  };
}
