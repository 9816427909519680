import { aacDescription } from '../../../transcription/media/aacDescription';
import { box, contentOf, numbers } from '../../../transcription/media/mp4Boxes';
import { decoderSetup, describing, description, quickTimeDescription } from '../../support/movie';

const descriptionIn = (table: Buffer) => aacDescription(contentOf(table, 'stsd'));

test("an MP4 file's description is kept, without what is of no use to a decoder", () => {
  const plain = description(decoderSetup());
  expect(descriptionIn(describing(description(decoderSetup(), box('btrt', numbers(0, 0, 0)))))).toEqual(
    plain,
  );
});

test("QuickTime's description becomes that of an MP4 file", () => {
  expect(descriptionIn(describing(quickTimeDescription(decoderSetup())))).toEqual(
    description(decoderSetup()),
  );
});

test('the length of a descriptor may take four bytes', () => {
  const short = decoderSetup();
  const setup = box(
    'esds',
    short.subarray(8, 13),
    Buffer.from([0x80, 0x80, 0x80]),
    short.subarray(13, 17),
    Buffer.from([0x04, 0x80, 0x80, 0x80]),
    short.subarray(18),
  );
  expect(descriptionIn(describing(description(setup)))).toEqual(description(setup));
});

const later = description(decoderSetup());
later.writeUInt16BE(2, 16);
const withFlags = decoderSetup();
withFlags[16] = 0x80;

const laterTable = describing(description(decoderSetup()));
laterTable[8] = 1;
const untagged = decoderSetup();
untagged[17] = 6;

const others: Record<string, [table: Buffer, says: string]> = {
  'MP3 in MP4': [describing(description(decoderSetup(0x6b))), 'not AAC'],
  'another codec': [
    describing(box('alac', numbers(0, 1, 0, 0, 0, 0, 0), decoderSetup())),
    'not described in one',
  ],
  'encrypted sound': [
    describing(box('enca', description(decoderSetup()).subarray(8))),
    'not described in one',
  ],
  'a description without a setup': [describing(description()), 'not AAC'],
  'two setups': [describing(description(decoderSetup(), decoderSetup())), 'not AAC'],
  'two descriptions': [
    describing(description(decoderSetup()), description(decoderSetup())),
    'not described in one',
  ],
  'a later version of the table': [laterTable, 'not described in one'],
  'a later version of the description': [describing(later), 'later version'],
  'a setup with further fields': [describing(description(withFlags)), 'not AAC'],
  'a setup of something else': [describing(description(untagged)), 'not plain'],
  'a setup that is cut off': [
    describing(description(box('esds', decoderSetup().subarray(8, 30)))),
    'out of range',
  ],
};

test.each(Object.entries(others))('%s is left to the library', (_name, [table, says]) => {
  expect(() => descriptionIn(table)).toThrow(says);
});
