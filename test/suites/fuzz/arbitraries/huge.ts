import fc from 'fast-check';

/** A value of unreasonable size. Its description is short, so that failures are readable. */
export interface Huge {
  kind: 'text' | 'deepObject' | 'deepList' | 'wideObject' | 'longList' | 'manyTexts';
  size: number;
}

export const huge: fc.Arbitrary<Huge> = fc.oneof(
  fc.record({ kind: fc.constant<'text'>('text'), size: fc.constantFrom(100_000, 1_000_000, 10_000_000) }),
  fc.record({
    kind: fc.constantFrom<Huge['kind']>('deepObject', 'deepList'),
    size: fc.constantFrom(1_000, 10_000, 100_000, 300_000),
  }),
  fc.record({
    kind: fc.constantFrom<Huge['kind']>('wideObject', 'longList', 'manyTexts'),
    size: fc.constantFrom(1_000, 100_000),
  }),
);

/** @param name the properties' name, also repeated in the texts */
export function hugeJson({ kind, size }: Huge, name = 'data'): string {
  switch (kind) {
    case 'text':
      return JSON.stringify(name.repeat(Math.ceil(size / name.length)));
    case 'deepObject':
      return `${`{${JSON.stringify(name)}:`.repeat(size)}null${'}'.repeat(size)}`;
    case 'deepList':
      return `${'['.repeat(size)}${']'.repeat(size)}`;
    case 'wideObject':
      return `{${Array.from({ length: size }, (_, at) => `"${name}${at}":${at}`).join(',')}}`;
    case 'longList':
      return `[${'0,'.repeat(size)}0]`;
    case 'manyTexts':
      return `[${`{${JSON.stringify(name)}:${JSON.stringify(name.repeat(20))}},`.repeat(size)}null]`;
  }
}
