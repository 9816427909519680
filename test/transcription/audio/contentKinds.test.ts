import {
  hintedMediaKind,
  isDocumentKind,
  isMediaKind,
  kindLabel,
} from '../../../transcription/audio/contentKinds';

test.each([
  ['mov', 'a QuickTime video'],
  ['mkv', 'a Matroska recording (MKV)'],
  ['html', 'a web page'],
  ['json', 'JSON data'],
  ['mp3', 'an MP3 file'],
  ['aac', 'an AAC file'],
  ['wav', 'a WAV file'],
] as const)('%s is called %s', (kind, label) => {
  expect(kindLabel(kind)).toBe(label);
});

test('recordings and documents are told apart', () => {
  expect([isMediaKind('mov'), isMediaKind('html'), isMediaKind('mp3')]).toEqual([true, false, false]);
  expect([isDocumentKind('html'), isDocumentKind('mov'), isDocumentKind('mp3')]).toEqual([
    true,
    false,
    false,
  ]);
  expect(isMediaKind('constructor')).toBe(false);
});

describe('a recording that no provider lists is suggested', () => {
  test.each([
    ['recording', 'audio/x-ms-wma', 'asf'],
    ['recording', 'audio/x-aiff', 'aiff'],
    ['recording', 'Audio/X-Matroska; codecs=opus', 'mkv'],
    ['recording.bin', 'video/quicktime', 'mov'],
    ['IMG_0042.MOV', '', 'mov'],
    ['talk.mkv', 'application/octet-stream', 'mkv'],
  ] as const)('by its media type or its name: %s, %s', (fileName, mediaType, kind) => {
    expect(hintedMediaKind(fileName, mediaType)).toBe(kind);
  });

  test.each([
    ['recording', ''],
    ['call.mp3', 'audio/mpeg'],
    ['notes.pdf', 'application/pdf'],
  ])('by nothing: %s, %s', (fileName, mediaType) => {
    expect(hintedMediaKind(fileName, mediaType)).toBeUndefined();
  });
});
