import fc from 'fast-check';
import { fixtureBytes, fixtures } from '../../../emulator/recordings/fixtures';
import { headBytes, identifyContent } from '../../../transcription/audio/content';
import type { ContentKind } from '../../../transcription/audio/contentKinds';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const kindOf = (head: Uint8Array) => identifyContent(head)?.kind;

/** A box of an ISO media file. */
const box = (type: string, content: Buffer | string = '') => {
  const body = typeof content === 'string' ? bytes(content) : content;
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length + 8);
  return Buffer.concat([size, bytes(type), body]);
};
const ftyp = (major: string, ...compatible: string[]) =>
  box('ftyp', `${major}\0\0\0\0${compatible.join('')}`);

/** MPEG-1 Layer III, 128 kbit/s, 44,100 Hz: 417 bytes. */
const mp3Frame = Buffer.concat([bytes('\xff\xfb\x90\x00'), Buffer.alloc(413, 0x55)]);
/** MPEG-2.5 Layer III, 8 kbit/s, 8,000 Hz: 72 bytes. */
const slowFrame = Buffer.concat([bytes('\xff\xe3\x18\xc4'), Buffer.alloc(68, 0x55)]);
/** AAC-LC, 44,100 Hz, 200 bytes. */
const aacFrame = Buffer.concat([bytes('\xff\xf1\x50\x80\x19\x00\xfc'), Buffer.alloc(193, 0x55)]);

const times = (count: number, frame: Buffer) => Buffer.concat(Array.from({ length: count }, () => frame));

/** @param size the bytes behind the ten of the header, as four times seven bits */
const id3 = (size: number, flags = 0) =>
  Buffer.concat([
    bytes('ID3\x04\0'),
    Buffer.from([flags, (size >> 21) & 127, (size >> 14) & 127, (size >> 7) & 127, size & 127]),
    Buffer.alloc(size),
  ]);

const ebml = (docType: string) => {
  const inner = bytes(`\x42\x86\x81\x01\x42\x82${String.fromCharCode(0x80 + docType.length)}${docType}`);
  return Buffer.concat([bytes('\x1a\x45\xdf\xa3'), Buffer.from([0x80 + inner.length]), inner]);
};

const packet = (header: string, length: number) =>
  Buffer.concat([bytes(header), Buffer.alloc(length - header.length, 0xff)]);

describe('a recording is known by its first bytes', () => {
  const ends: Record<string, ContentKind> = { m4a: 'm4a', mp3: 'mp3', ogg: 'ogg', wav: 'wav', webm: 'webm' };

  test.each(fixtures.map(({ file }) => file))('%s, from the first 300 bytes on', (file) => {
    const whole = fixtureBytes(file);
    for (const length of [300, 1_000, 5_000, whole.length]) {
      expect(kindOf(whole.subarray(0, Math.min(length, headBytes)))).toBe(ends[file.split('.').pop() ?? '']);
    }
  });

  test.each<[string, ContentKind, Buffer]>([
    ['FLAC', 'flac', bytes('fLaC\0\0\0\x22')],
    ['Ogg', 'ogg', bytes('OggS\0\x02')],
    ['WAV', 'wav', bytes('RIFF\x24\0\0\0WAVEfmt ')],
    ['WAV above 4 GB', 'wav', bytes('RF64\xff\xff\xff\xffWAVEds64')],
    ['Broadcast Wave above 4 GB', 'wav', bytes('BW64\xff\xff\xff\xffWAVEds64')],
    ['MP3 without a tag', 'mp3', times(3, mp3Frame)],
    ['MP3 of 8 kHz', 'mp3', times(3, slowFrame)],
    ['MP3 of one frame', 'mp3', mp3Frame],
    ['MP3 after a tag', 'mp3', Buffer.concat([id3(300), times(2, mp3Frame)])],
    ['MP3 after two tags', 'mp3', Buffer.concat([id3(300), id3(40), times(2, mp3Frame)])],
    ['MP3 after zeros', 'mp3', Buffer.concat([Buffer.alloc(2_000), times(2, mp3Frame)])],
    ['MP3 after other bytes', 'mp3', Buffer.concat([Buffer.alloc(700, 0x17), times(3, mp3Frame)])],
    ['AAC', 'aac', times(2, aacFrame)],
    ['AAC after a tag', 'aac', Buffer.concat([id3(63), times(2, aacFrame)])],
    ['FLAC after a tag', 'flac', Buffer.concat([id3(63), bytes('fLaC\0\0\0\x22')])],
    ['AAC with a header of its own', 'aac', bytes('ADIF\0')],
    ['M4A', 'm4a', ftyp('M4A ', 'M4A ', 'mp42', 'isom')],
    ['an audio book', 'm4a', ftyp('M4B ', 'M4B ')],
    ['MP4', 'mp4', ftyp('isom', 'isom', 'iso2', 'mp41')],
    ['MP4 of Safari', 'mp4', ftyp('iso5', 'isom', 'iso5', 'hlsf')],
    ['MP4 after free space', 'mp4', Buffer.concat([box('free', '\0\0\0\0'), ftyp('mp42', 'mp42')])],
    ['an Android phone’s MP4', 'mp4', ftyp('3gp4', 'isom', '3gp4')],
    ['WebM', 'webm', ebml('webm')],
  ])('%s', (_what, kind, head) => {
    expect(kindOf(head)).toBe(kind);
  });

  test.each<[string, ContentKind, Buffer]>([
    ['QuickTime', 'mov', ftyp('qt  ', 'qt  ')],
    ['QuickTime from before 2001', 'mov', box('moov', box('mvhd', 'x'.repeat(100)))],
    ['QuickTime with its media first', 'mov', bytes('\0\0\0\x08wide\0\x12\x34\x56mdat')],
    ['QuickTime with a long size', 'mov', bytes('\0\0\0\x01mdat\0\0\0\x01\0\0\0\0')],
    ['3GP', '3gp', ftyp('3gp5', '3gp5', '3gp4')],
    ['an Audible book', 'audible', ftyp('aax ', 'aax ')],
    ['Matroska', 'mkv', ebml('matroska')],
    ['AVI', 'avi', bytes('RIFF\x24\0\0\0AVI LIST')],
    ['AIFF', 'aiff', bytes('FORM\0\0\0\x24AIFFCOMM')],
    ['AIFF-C', 'aiff', bytes('FORM\0\0\0\x24AIFCFVER')],
    ['CAF', 'caf', bytes('caff\0\x01\0\0desc')],
    ['Windows Media', 'asf', bytes('\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9')],
    ['AMR', 'amr', bytes('#!AMR\n\x3c')],
    ['AMR-WB', 'amr', bytes('#!AMR-WB\n\x3c')],
    ['SILK', 'silk', bytes('\x02#!SILK_V3')],
    ['Flash', 'flv', bytes('FLV\x01\x05\0\0\0\x09')],
    ['AU', 'au', bytes('.snd\0\0\0\x18')],
    ['MIDI', 'midi', bytes('MThd\0\0\0\x06')],
    ['MIDI in RIFF', 'midi', bytes('RIFF\x24\0\0\0RMIDdata')],
    ['an MPEG program stream', 'mpegPs', bytes('\0\0\x01\xba\x44\0\x04')],
    ['an MPEG transport stream', 'mpegTs', times(4, packet('\x47\x40\x11\x10', 188))],
    ['a camera’s transport stream', 'mpegTs', times(4, packet('\x01\x02\x03\x04\x47\x40\x11\x10', 192))],
    ['WavPack', 'wavpack', bytes('wvpk\x24\0\0\0')],
    ["Monkey's Audio", 'ape', bytes('MAC \x96\x0f')],
    ['AC-3', 'ac3', bytes('\x0b\x77\x8d\x5e\x8c\x40\x2f\x84')],
    ['RealMedia', 'real', bytes('.RMF\0\0\0\x12')],
    ['Wave64', 'w64', bytes('riff\x2e\x91\xcf\x11\xa5\xd6')],
  ])('%s, although no service lists it', (_what, kind, head) => {
    expect(kindOf(head)).toBe(kind);
  });
});

describe('what the first bytes leave open is said', () => {
  test('a tag larger than the head belongs to MP3, FLAC or AAC', () => {
    const head = id3(500_000).subarray(0, headBytes);
    expect(identifyContent(head)).toEqual({ kind: 'mp3', orElse: ['flac', 'aac'] });
  });

  test('most brands of MP4 are used for audio, too', () => {
    expect(identifyContent(ftyp('isom'))).toEqual({ kind: 'mp4', orElse: ['m4a'] });
    expect(identifyContent(ftyp('M4A '))).toEqual({ kind: 'm4a' });
  });

  test('without a brand it may be MP4, while QuickTime’s own brand is certain', () => {
    expect(identifyContent(box('moov', 'x'))).toEqual({ kind: 'mov', orElse: ['mp4', 'm4a'] });
    expect(identifyContent(ftyp('qt  '))).toEqual({ kind: 'mov' });
  });
});

describe('a document is known by its content', () => {
  const bom = '\xef\xbb\xbf';
  test.each<[string, ContentKind, string]>([
    ['a page', 'html', '<!DOCTYPE html><html><body>Log in</body></html>'],
    ['a page without a doctype', 'html', '<html>log in</html>'],
    ['a page in capitals after a mark and blanks', 'html', `${bom}\r\n  <!DOCTYPE HTML PUBLIC "x">`],
    ['a page after a comment', 'html', '<!-- saved <from> -->\n<!-- b --><html lang="en">'],
    ['a page in Latin-1', 'html', '<html><title>Caf\xe9</title>'],
    ['a page in XML', 'html', '<?xml version="1.0"?><!DOCTYPE html><html>'],
    ['a part of a page', 'html', '<h1>502 Bad Gateway</h1>'],
    ['a page that begins with a script', 'html', '<script>location = "/login"</script>'],
    ['XML', 'xml', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
    ['XML without a declaration', 'xml', '<ListBucketResult xmlns="x"><a/></ListBucketResult>'],
    ['SVG', 'image', '<?xml version="1.0"?><svg xmlns="x"/>'],
    ['RSS', 'feed', '<?xml version="1.0"?>\n<!-- a -->\n<rss version="2.0">'],
    ['Atom', 'feed', '<feed xmlns="x">'],
    ['an object', 'json', '{"error": {"message": "Unauthorized"}}'],
    ['an object after a mark', 'json', `${bom} {"a": 1}`],
    ['a list', 'json', '[{"id": 1}]'],
    ['a list of numbers', 'json', '[1, 2]'],
    ['SubRip', 'subtitles', '1\r\n00:00:01,000 --> 00:00:02,000\r\nHi\r\n'],
    ['WebVTT', 'subtitles', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n'],
    ['lyrics', 'subtitles', '[00:12.00] La la la'],
    ['a playlist', 'playlist', '#EXTM3U\n#EXTINF:10\npart1.ts\n'],
    ['text', 'text', 'Not found'],
    ['text of several scripts', 'text', Buffer.from('Grüße, Привет, 你好 🎧\n').toString('latin1')],
    ['text in UTF-16', 'text', Buffer.from('\ufeffHello there', 'utf16le').toString('latin1')],
    ['a page in UTF-16', 'html', Buffer.from('\ufeff<html><body>', 'utf16le').toString('latin1')],
    ['RTF', 'rtf', '{\\rtf1\\ansi Hello}'],
    ['PDF', 'pdf', '%PDF-1.7\n%\xe2\xe3\xcf\xd3'],
    ['ZIP', 'zip', 'PK\x03\x04\x14\0\0\0\x08\0call.mp3'],
    ['Word', 'office', 'PK\x03\x04\x14\0\x06\0[Content_Types].xml'],
    ['an older Word', 'office', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['gzip', 'gzip', '\x1f\x8b\x08\0'],
    ['RAR', 'archive', 'Rar!\x1a\x07\x01\0'],
    ['tar', 'archive', `call.mp3${'\0'.repeat(249)}ustar\x0000`],
    ['PNG', 'image', '\x89PNG\r\n\x1a\n'],
    ['JPEG', 'image', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['HEIC', 'image', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['WebP', 'image', 'RIFF\x24\0\0\0WEBPVP8 '],
  ])('%s', (_what, kind, text) => {
    expect(kindOf(bytes(text))).toBe(kind);
  });

  test('although a character is cut in two where the head ends', () => {
    const long = Buffer.from(`a${'я'.repeat(headBytes)}`);
    expect(kindOf(long.subarray(0, headBytes))).toBe('text');
  });
});

describe('bytes that are not recognised are left to the name', () => {
  test.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['silence', Buffer.alloc(headBytes)],
    ['raw samples', Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * at * 31 + at * 17) % 251))],
    ['text with control characters', bytes('Hello\x01\x02')],
    ['text that is no UTF-8', bytes('Caf\xe9 au lait')],
    ['a header of MPEG audio that no second follows', Buffer.concat([mp3Frame, Buffer.alloc(400, 0x17)])],
    ['a header of AAC that no second follows', Buffer.concat([aacFrame, Buffer.alloc(400, 0x17)])],
    ['two headers of different streams', Buffer.concat([mp3Frame, slowFrame, Buffer.alloc(400, 0x17)])],
    ['RIFF of another kind', bytes('RIFF\x24\0\0\0ACON')],
    ['a box that is too small', bytes('\0\0\0\x02moov\0\0\0\0')],
    ['a segment of a stream', box('styp', 'msdh\0\0\0\0')],
  ])('%s', (_what, head) => {
    expect(identifyContent(head)).toBeUndefined();
  });
});

const random = { seed: 20_261_127, numRuns: 3_000 };

test('any bytes are read without an error, also behind the beginning of something known', () => {
  const begin = fc.constantFrom(
    ...[
      '',
      'ID3\x04\0\0',
      '\xff\xfb',
      '\xff\xf1',
      '\0\0\0\x18ftyp',
      '\x1a\x45\xdf\xa3',
      '<!--',
      '{',
      '[',
    ].map(bytes),
    ...[...fixtures].map(({ file }) => fixtureBytes(file).subarray(0, 40)),
  );
  fc.assert(
    fc.property(begin, fc.uint8Array({ maxLength: 400 }), (known, more) => {
      expect(() => identifyContent(Buffer.concat([known, more]))).not.toThrow();
    }),
    random,
  );
});

test('a recording is recognised by any beginning of it that is long enough', () => {
  const fixture = fc.constantFrom(...fixtures.map(({ file }) => file));
  fc.assert(
    fc.property(fixture, fc.integer({ min: 300, max: headBytes }), (file, length) => {
      const whole = fixtureBytes(file);
      expect(kindOf(whole.subarray(0, length))).toBe(kindOf(whole.subarray(0, headBytes)));
    }),
    random,
  );
});

test.each(['\xff\xfb\x90\x00', '<!-- -->', '<?a?>', '[', '{', '\0\0\0\x08free', 'ID3\x04\0\0\0\0\0\0', '\n'])(
  'a head crafted to take long does not: %j, over and over',
  (part) => {
    const head = bytes(part.repeat(headBytes / part.length));
    for (let run = 0; run < 20; run += 1) expect(() => identifyContent(head)).not.toThrow();
  },
);
