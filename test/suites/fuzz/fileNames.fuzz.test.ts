import fc from 'fast-check';
import { fileNameFromHeader, fileNameFromUrl } from '../../../nodes/Transcribe/audio/fileName';
import { baseName } from '../../../nodes/shared/output/baseName';
import { sourceName } from '../../../providers/apikley/sourceName';
import { canonicalFileName, type AudioFormat } from '../../../transcription/audio/audioFormat';
import { outputBaseName } from '../../../transcription/formats/fileName';
import { hostileJson } from './arbitraries/json';
import { hostileText, keyText } from './arbitraries/text';
import { holds } from './holds';
import { isFileName } from './wellFormed';

/** Longest file name on common file systems, in bytes. */
const mostBytes = 255;

/** Control characters, line ends, text direction marks, lone surrogates. */
const unsafe = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

const formats = ['aac', 'flac', 'm4a', 'mp3', 'mp4', 'ogg', 'wav', 'webm'] as const satisfies AudioFormat[];

/** A file name that is safe for file systems, mail headers and screens. */
function expectOutputName(name: string): void {
  expect({ name, isFileName: isFileName(name), unsafe: unsafe.test(name) }).toEqual({
    name,
    isFileName: true,
    unsafe: false,
  });
  expect(name).not.toMatch(/[<>:"|?*]/);
  expect(name).toBe(name.trim());
  expect(name).not.toMatch(/^\.|\.$/);
  expect(Buffer.byteLength(`${name}.srt`)).toBeLessThanOrEqual(mostBytes);
}

holds('what is made of a name for a file is a file name, or nothing', hostileText, 12_000, (name) => {
  const made = outputBaseName(name);
  if (made !== undefined) expectOutputName(made);
});

holds(
  'the files of a transcript have a name, whatever everybody calls the recording',
  fc.record({
    chosen: fc.oneof(fc.constant(''), hostileText),
    recording: fc.option(hostileText, { nil: undefined }),
    sourceName: fc.option(hostileText, { nil: undefined }),
    taskId: fc.option(fc.oneof(keyText, hostileText), { nil: undefined }),
  }),
  4_000,
  ({ chosen, recording, ...transcript }) => expectOutputName(baseName(transcript, { chosen, recording })),
);

holds(
  'a recording is sent under letters, digits, dots, dashes and underscores, with its extension',
  fc.tuple(hostileText, fc.constantFrom(...formats)),
  5_000,
  ([name, format]) => {
    const sent = canonicalFileName(name, format);
    expect(sent).toMatch(/^[A-Za-z0-9_]([A-Za-z0-9._-]{0,78}[A-Za-z0-9_])?\.[a-z0-9]+$/);
    expect(sent.endsWith(`.${format}`)).toBe(true);
    expect(canonicalFileName(sent, format)).toBe(sent);
  },
);

const disposition = fc.oneof(
  hostileText,
  fc
    .tuple(
      fc.constantFrom('attachment', 'inline', 'form-data; name="file"', hostile('')),
      fc.constantFrom(
        'filename=',
        'filename="',
        'FILENAME = "',
        "filename*=UTF-8''",
        "filename*=ISO-8859-1''",
      ),
      fc.oneof(hostileText, hostileText.map(escaped)),
      fc.constantFrom('', '"', '"; size=7', ';filename="other.mp3"'),
    )
    .map(([kind, field, name, end]) => `${kind}; ${field}${name}${end}`),
);

function hostile(text: string): string {
  return `${text};;;=`;
}

/** Lone surrogates can't be escaped. */
function escaped(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

function expectSafeName(name: string | undefined): void {
  if (name === undefined) return;
  expect({ name, isFileName: isFileName(name), unsafe: unsafe.test(name) }).toEqual({
    name,
    isFileName: true,
    unsafe: false,
  });
  expect(name.length).toBeLessThanOrEqual(mostBytes);
}

holds(
  'the name in a download’s header leads to no folder, and breaks no line',
  disposition,
  4_000,
  (header) => {
    expectSafeName(fileNameFromHeader(header));
  },
);

const address = fc
  .oneof(hostileText.map(escaped), hostileText)
  .map((path) => `https://example.com/audio/${path}`)
  .filter((url) => URL.canParse(url));

holds('the name at the end of a URL leads to no folder, and breaks no line', address, 10_000, (url) => {
  expectSafeName(fileNameFromUrl(url));
});

const param = fc.oneof(
  hostileJson,
  fc
    .oneof(address, hostileText)
    .map((url) => JSON.stringify({ input: JSON.stringify({ audio_url: `${url}.mp3` }) })),
);

holds(
  'the name in what a task was created with leads to no folder, and breaks no line',
  param,
  4_000,
  (value) => {
    expectSafeName(sourceName(value));
  },
);
