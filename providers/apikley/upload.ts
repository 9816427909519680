import { randomUUID } from 'crypto';
import type { AudioFile } from '../../transcription/audio/audio';
import { repeatableFailure } from '../../transcription/errors';
import { answerBytes, TransportError } from '../../transcription/calls/http';
import type { ProviderRuntime } from '../../transcription/provider';
import { dataOf, answerError } from './errorEnvelope';
import { uploadedFileSchema } from './wire';

/**
 * Uploads a file so that Apikley can read it, for the three days it is kept. Each attempt uses its own path: caches
 * may keep serving an earlier file of the same name.
 *
 * @returns the URL that createTask takes
 * @throws TranscriptionError, never one that cost money
 */
export async function uploadAudio(
  { http, clock, uploadTimeoutMs }: ProviderRuntime,
  baseUrl: string,
  file: AudioFile,
): Promise<string> {
  const response = await http
    .send({
      method: 'POST',
      url: `${baseUrl}/file-upload/api/file-stream-upload`,
      body: {
        kind: 'multipart',
        parts: [
          ['uploadPath', `n8n-nodes-transcribe/${randomUUID()}`],
          ['fileName', file.fileName],
        ],
        file,
      },
      authenticated: true,
      timeoutMs: uploadTimeoutMs,
      maxAnswerBytes: answerBytes.other,
    })
    .catch((error: unknown) => {
      throw error instanceof TransportError
        ? repeatableFailure('The upload to Apikley did not go through', error)
        : error;
    });
  const uploaded = uploadedFileSchema.safeParse(dataOf(response, 'upload', clock.now()));
  if (!uploaded.success) throw answerError(response, 'upload', clock.now(), uploaded.error);
  return uploaded.data.downloadUrl;
}
