import fc from 'fast-check';
import { elkapiUploadLimits } from '../../../providers/elkapi/options';
import { apikleyUploadLimits } from '../../../providers/apikley/options';
import { type AudioFormat, detectAudioFormat } from '../../../transcription/audio/audioFormat';
import { checkAudioFile } from '../../../transcription/audio/checkAudio';
import { audioFile } from '../../support/audio';
import { hostileText } from './arbitraries/text';
import { errorProblems } from './errorProblems';
import { holds } from './holds';

const formats: ReadonlyArray<AudioFormat | undefined> = [
  ...(['aac', 'flac', 'm4a', 'mp3', 'mp4', 'ogg', 'wav', 'webm'] as const),
  undefined,
];

const mediaType = fc.oneof(
  hostileText,
  fc
    .tuple(
      fc.constantFrom(
        'audio/mpeg',
        'AUDIO/OGG',
        ' audio/wav',
        'video/mp4',
        'application/octet-stream',
        'audio/',
      ),
      hostileText,
    )
    .chain(([type, more]) =>
      fc.constantFrom(type, `${type};${more}`, `${type}; codecs="${more}"`, type + more),
    ),
);
const name = fc.oneof(
  hostileText,
  hostileText.chain((stem) => fc.constantFrom('.mp3', '.OPUS', '.webm', '.pdf', '').map((end) => stem + end)),
);

holds(
  'a format is one that is known, whatever the name and the media type say',
  fc.tuple(name, mediaType),
  10_000,
  ([fileName, type]) => expect(formats).toContain(detectAudioFormat(fileName, type)),
);

const sizes = fc.constantFrom(0, 1, 1_000);

holds(
  'a file is sent under a name and a media type of ours, or is refused in words',
  fc.record({
    name,
    mediaType,
    size: sizes,
    limits: fc.constantFrom(elkapiUploadLimits(), apikleyUploadLimits({ diarize: true })),
  }),
  16_000,
  ({ name: fileName, mediaType: type, size, limits }) => {
    const file = audioFile(fileName, type, new Uint8Array(size));
    let problems: string[] = [];
    try {
      const checked = checkAudioFile(file, limits);
      expect(checked.fileName).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,84}$/);
      expect(checked.mediaType).toMatch(/^audio\/[a-z0-9]+$/);
    } catch (error) {
      problems = errorProblems(error);
    }
    expect(problems).toEqual([]);
  },
);
