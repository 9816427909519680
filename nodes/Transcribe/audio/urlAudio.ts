import type { IExecuteFunctions } from 'n8n-workflow';
import type { AudioFile } from '../../../transcription/audio/audio';
import { chunkRange } from '../../../transcription/audio/chunkRange';
import { headBytes, identifyContent } from '../../../transcription/audio/content';
import { type Content, isDocumentKind, kindLabel } from '../../../transcription/audio/contentKinds';
import type { AnswerStream } from '../../shared/http/chunksInTime';
import { timeoutSignal } from '../../shared/http/timeoutSignal';
import { broken, NoRecording, notAudio, type Source, startDownload } from './download';
import { fileNameFromHeader, fileNameFromUrls } from './fileName';
import { peeked } from './peeked';
import { type Expected, held, late, startOf, wholeDownload } from './readDownload';

export interface UrlAudio {
  file: AudioFile;
  /** The file's name on its server. */
  name: string | undefined;
  /** Closes a download that was started but not read. */
  release: () => void;
  /**
   * Whether a download turned out to have another size than announced. n8n's HTTP helper decompresses a response that
   * was compressed unasked, but keeps the compressed length, and shows no sign of it.
   */
  hasOtherSize: () => boolean;
}

/** What the beginning of a download shows of a file. */
export type SeenAudio = Pick<AudioFile, 'fileName' | 'mediaType' | 'content'> & {
  /** As announced. */
  sizeBytes: number | undefined;
};

/** How much of a file is read to find out its length. Most headers are shorter. */
const lookBytes = 1024 * 1024;

/**
 * Looks at the start of the file behind a URL.
 *
 * @param lengthOf finds out the length of a recording, if that is wanted
 * @returns with `seconds` if its beginning says how long it is
 * @throws as {@link openUrlAudio}
 */
export async function seeUrlAudio(
  execution: IExecuteFunctions,
  source: Source,
  lengthOf?: (file: AudioFile) => Promise<number | undefined>,
): Promise<SeenAudio & { seconds?: number | undefined }> {
  const { body, seen } = await begun(execution, source);
  const { sizeBytes, ...named } = seen;
  try {
    if (lengthOf === undefined || sizeBytes === undefined) return seen;
    const open = () => startOf(body, lookBytes, source.timeoutMs);
    const seconds = await lengthOf({ kind: 'file', ...named, sizeBytes, open }).catch(() => undefined);
    return { ...seen, seconds };
  } finally {
    body.destroy();
  }
}

/**
 * Opens the audio behind a URL as a source that is read while it is sent. The first read uses the download that
 * announced the size; each further read (a retry) downloads again.
 *
 * @param measure reads the whole file to measure it, whatever size its server announces
 * @throws TranscriptionError (`invalidInput`) if there is no audio at the URL, or it may not be asked; `network`,
 *   retryable, if the download failed
 */
export async function openUrlAudio(
  execution: IExecuteFunctions,
  source: Source,
  measure = false,
): Promise<UrlAudio> {
  const { url, timeoutMs } = source;
  const download = (fromByte = 0) => startDownload(execution, source, fromByte);
  const { body, seen, name, begins } = await begun(execution, source);
  const { sizeBytes: announced, ...named } = seen;
  const isRead = measure || announced === undefined;
  const measured = isRead ? await held(body, url, timeoutMs) : announced;
  if (typeof measured !== 'number') {
    return {
      file: { kind: 'file', ...named, sizeBytes: measured.length, open: () => [measured] },
      name,
      release: () => undefined,
      hasOtherSize: () => false,
    };
  }
  let unread = isRead ? undefined : body;
  let hasOtherSize = false;
  const expected: Expected = {
    url,
    sizeBytes: measured,
    timeoutMs,
    onOtherSize: () => (hasOtherSize = true),
  };
  return {
    file: {
      kind: 'file',
      ...named,
      sizeBytes: measured,
      async *open() {
        const next = unread ?? (await download()).body;
        unread = undefined;
        yield* wholeDownload(next, expected);
      },
      ...(begins &&
        measured === announced && {
          async *openAt(startByte: number) {
            const next = await download(startByte);
            // A server may begin earlier than it was asked to.
            yield* chunkRange(
              wholeDownload(next.body, expected, next.startByte),
              startByte,
              undefined,
              next.startByte,
            );
          },
        }),
    },
    name,
    release: () => unread?.destroy(),
    hasOtherSize: () => hasOtherSize,
  };
}

interface Begun {
  /** The whole file, from its first byte. */
  body: AnswerStream;
  seen: SeenAudio;
  /** Its name on its server. */
  name: string | undefined;
  /** Whether its server can begin in the middle of it. */
  begins: boolean;
}

async function begun(execution: IExecuteFunctions, source: Source): Promise<Begun> {
  const { url, timeoutMs } = source;
  const { headers, body: started, url: lastUrl } = await startDownload(execution, source);
  const mediaType = headers['content-type'] ?? '';
  const { head, isWhole, body } = await peeked(started, timeoutSignal(timeoutMs), late(timeoutMs)).catch(
    (error: unknown) => {
      throw broken(url, error);
    },
  );
  const content = identifyContent(head.subarray(0, headBytes));
  const problem = problemOf(content, mediaType);
  if (problem !== undefined) {
    body.destroy();
    throw notAudio(url, problem, NoRecording);
  }
  const name = fileNameFromHeader(headers['content-disposition']) ?? fileNameFromUrls(url, lastUrl);
  const announced = announcedBytes(headers['content-length']);
  const isOtherSize =
    announced !== undefined && (isWhole ? head.length !== announced : head.length > announced);
  const sizeBytes = isOtherSize ? undefined : announced;
  return {
    body,
    seen: { fileName: name ?? 'audio', mediaType, content, sizeBytes },
    name,
    begins: /^bytes$/i.test(headers['accept-ranges'] ?? ''),
  };
}

function problemOf(content: Content | undefined, mediaType: string): string | undefined {
  const kind = content?.kind ?? (/^text\/html\b/i.test(mediaType) ? 'html' : undefined);
  if (kind === 'html') return 'the address leads to a web page, not to a file';
  return kind !== undefined && isDocumentKind(kind)
    ? `the address leads to ${kindLabel(kind)}, not to a recording`
    : undefined;
}

function announcedBytes(header: string | undefined): number | undefined {
  const bytes = /^\d+$/.test(header ?? '') ? Number(header) : undefined;
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
