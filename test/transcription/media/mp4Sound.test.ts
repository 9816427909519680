import { box, numbers } from '../../../transcription/media/mp4Boxes';
import { aacSound } from '../../../transcription/media/mp4Sound';
import { aacMovie, decoderSetup, describing, description } from '../../support/movie';

const fileBytes = 10_000;
const read = (changed: Parameters<typeof aacMovie>[0] = {}) =>
  aacSound(aacMovie({ edts: [], more: [], ...changed }), fileBytes);
const edited = (...edits: number[][]) => ({
  edts: [box('edts', box('elst', numbers(0, edits.length, ...edits.flat())))],
});
const once = 0x1_0000;

describe('the packets of a plain file', () => {
  test('have their sizes, times and places', () => {
    const { sizes, starts, offsets, ticksPerSecond } = read();
    expect([...sizes]).toEqual([10, 11, 12, 13, 14]);
    expect([...starts]).toEqual([0, 1_024, 2_048, 3_072, 4_096, 4_596]);
    expect([...offsets]).toEqual([1_000, 1_010, 2_000, 2_012, 3_000]);
    expect(ticksPerSecond).toBe(44_100);
  });

  test('may stand beyond four gigabytes', () => {
    const far = 2 ** 33;
    const places = box('co64', numbers(0, 3, 2, 0, 2, 1_000, 2, 2_000));
    const { offsets } = aacSound(aacMovie({ edts: [], more: [], stco: [places] }), far * 2);
    expect([...offsets]).toEqual([far, far + 10, far + 1_000, far + 1_012, far + 2_000]);
  });

  test('begin before the recording where the edit list leaves out what the encoder put in front', () => {
    expect(read(edited([0, 1_024, once])).starts[0]).toBe(-1_024);
  });

  test('begin later where the edit list begins with a pause', () => {
    expect(read(edited([2_000, 0xffff_ffff, once], [3_000, 1_024, once])).starts[0]).toBe(88_200 - 1_024);
  });

  test('are read from headers and edit lists of 64 bits, too', () => {
    const { starts, ticksPerSecond } = read({
      mvhd: [box('mvhd', numbers(0x100_0000, 0, 0, 0, 0, 1_000, 0, 5_000))],
      mdhd: [box('mdhd', numbers(0x100_0000, 0, 0, 0, 0, 48_000, 0, 5_000))],
      edts: [box('edts', box('elst', numbers(0x100_0000, 1, 0, 5_000, 0, 512, once)))],
    });
    expect([ticksPerSecond, starts[0]]).toEqual([48_000, -512]);
  });
});

const track = () => aacMovie({ mvhd: [], edts: [], more: [] });
const odd: Record<string, [changed: Parameters<typeof aacMovie>[0], says: string]> = {
  'is fragmented': [{ mvhd: [box('mvex'), box('mvhd', numbers(0, 0, 0, 1_000, 0))] }, 'fragmented'],
  'has two sound tracks': [{ trak: [track(), track()] }, 'not one sound track'],
  'has no sound track': [{ trak: [] }, 'not one sound track'],
  'has a track that does not say what it is': [{ hdlr: [] }, 'not one box "hdlr"'],
  'has a clock that stands still': [{ mvhd: [box('mvhd', numbers(0, 0, 0, 0, 0))] }, 'Time stands still'],
  'lasts longer than a week': [
    { mdhd: [box('mdhd', numbers(0, 0, 0, 1, 0, 0))], stts: [box('stts', numbers(0, 1, 5, 200_000))] },
    'leap',
  ],
  'counts more ticks than 32 bits hold': [
    { stts: [box('stts', numbers(0, 1, 5, 1_000_000_000))] },
    'do not fit',
  ],
  'is described twice': [
    { stsd: [describing(description(decoderSetup()), description(decoderSetup()))] },
    'not described in one',
  ],
  'shifts its times': [{ more: [box('ctts', numbers(0, 0))] }, 'shifted'],
  'is cut in the middle': [edited([1_000, 0, once], [1_000, 2_000, once]), 'edited'],
  'is edited three times': [
    edited([1, 0xffff_ffff, once], [1, 0xffff_ffff, once], [1_000, 0, once]),
    'edited',
  ],
  'is nothing but a pause': [edited([1_000, 0xffff_ffff, once]), 'edited'],
  'is played at another speed': [edited([1_000, 0, 0x2_0000]), 'edited'],
  'has packets of one size': [
    { stsz: [box('stsz', numbers(0, 10, 5, 1, 2, 3, 4, 5))] },
    'no sizes of their own',
  ],
  'has no packets': [{ stsz: [box('stsz', numbers(0, 0, 0))] }, 'no sizes of their own'],
  'says that it has a billion packets': [
    { stsz: [box('stsz', numbers(0, 0, 1_000_000_000, 10))] },
    'table is cut off',
  ],
  'has a time for a billion packets': [
    { stts: [box('stts', numbers(0, 1, 1_000_000_000, 1))] },
    'more times than packets',
  ],
  'has fewer times than packets': [{ stts: [box('stts', numbers(0, 1, 4, 1_024))] }, 'do not fit'],
  'says that it has a billion chunks': [
    { stco: [box('stco', numbers(0, 1_000_000_000, 1_000))] },
    'table is cut off',
  ],
  'has too few chunks': [{ stco: [box('stco', numbers(0, 2, 1_000, 2_000))] }, 'sound is cut off'],
  'has chunks that overlap': [{ stco: [box('stco', numbers(0, 3, 1_000, 1_020, 3_000))] }, 'in order'],
  'leads back': [{ stco: [box('stco', numbers(0, 3, 2_000, 1_000, 3_000))] }, 'in order'],
  'ends before its last packet': [
    { stco: [box('stco', numbers(0, 3, 1_000, 2_000, 9_990))] },
    'sound is cut off',
  ],
  'has runs of chunks in no order': [{ stsc: [box('stsc', numbers(0, 2, 1, 2, 1, 1, 1, 1))] }, 'not plain'],
  'begins with its second chunk': [{ stsc: [box('stsc', numbers(0, 1, 2, 2, 1))] }, 'not plain'],
  'is described elsewhere': [{ stsc: [box('stsc', numbers(0, 1, 1, 2, 2))] }, 'not plain'],
  'has a table twice': [{ more: [box('stsz', numbers(0, 0, 5, 10, 11, 12, 13, 14))] }, 'not one box "stsz"'],
};

test.each(Object.entries(odd))('a file is left to the library if it %s', (_what, [changed, says]) => {
  expect(() => read(changed)).toThrow(says);
});

test('empty chunks are passed over', () => {
  const { offsets } = read({
    stsc: [box('stsc', numbers(0, 3, 1, 0, 1, 2, 4, 1, 3, 1, 1))],
  });
  expect([...offsets]).toEqual([2_000, 2_010, 2_021, 2_033, 3_000]);
});
