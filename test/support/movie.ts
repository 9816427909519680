import { box, numbers } from '../../transcription/media/mp4Boxes';

/** How a decoder is set up for AAC (ISO/IEC 14496-1): a stream, its decoder, and what that needs to know. */
export function decoderSetup(codec = 0x40): Buffer {
  const decoder = [0x04, 17, codec, 0x15, ...Buffer.alloc(11), 0x05, 2, 0x12, 0x10];
  return box('esds', numbers(0), Buffer.from([0x03, 3 + decoder.length, 0, 1, 0, ...decoder]));
}

/** Two channels of 16 bits at 44.1 kHz. */
const fixed = (version: number) =>
  Buffer.concat([
    numbers(0, 1, version << 16, 0, 0x0002_0010, version === 0 ? 0 : 0xfffe_0000, 44_100 * 0x1_0000),
  ]);

export const description = (...children: Buffer[]): Buffer => box('mp4a', fixed(0), ...children);

/** As QuickTime has it. */
export const quickTimeDescription = (...children: Buffer[]): Buffer =>
  box('mp4a', fixed(1), numbers(1_024, 0, 0, 2), box('wave', box('frma', Buffer.from('mp4a')), ...children));

export const describing = (...descriptions: Buffer[]): Buffer =>
  box('stsd', numbers(0, descriptions.length), ...descriptions);

/**
 * What is in the "moov" of a file with five AAC packets, of 10 to 14 bytes, in three chunks: at 1,000, 2,000 and 3,000.
 *
 * @param changed what stands in place of boxes; nothing, to leave them out
 */
export function aacMovie(changed: Readonly<Record<string, readonly Buffer[]>> = {}): Buffer {
  const made = (type: string, ...content: Buffer[]) =>
    Buffer.concat(changed[type] ?? [box(type, ...content)]);
  const tables = [
    ...(changed.stsd ?? [describing(description(decoderSetup()))]),
    made('stts', numbers(0, 2, 4, 1_024, 1, 500)),
    made('stsz', numbers(0, 0, 5, 10, 11, 12, 13, 14)),
    made('stsc', numbers(0, 2, 1, 2, 1, 3, 1, 1)),
    made('stco', numbers(0, 3, 1_000, 2_000, 3_000)),
    made('more'),
  ];
  return Buffer.concat([
    made('mvhd', numbers(0, 0, 0, 1_000, 5_000)),
    made(
      'trak',
      made('edts'),
      box(
        'mdia',
        made('mdhd', numbers(0, 0, 0, 44_100, 4_596, 0)),
        made('hdlr', numbers(0, 0), Buffer.from('soun'), numbers(0, 0, 0)),
        box('minf', box('stbl', ...tables)),
      ),
    ),
  ]);
}
