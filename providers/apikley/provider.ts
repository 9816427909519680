import { checkAudioFile } from '../../transcription/audio/checkAudio';
import type { AudioLimits } from '../../transcription/audio/audio';
import { repeatableFailure, submitFailure, type TranscriptionError } from '../../transcription/errors';
import { answerBytes, TransportError, type HttpResponse } from '../../transcription/calls/http';
import { withoutTrailingSlashes } from '../../transcription/calls/baseUrl';
import type { TaskStatus } from '../../transcription/tasks/task';
import { parseOptions } from '../../transcription/parseOptions';
import type {
  TaskProvider,
  ProviderRuntime,
  SeenFile,
  TranscriptionRequest,
} from '../../transcription/provider';
import type { Balance } from '../../transcription/transcript';
import { refusalOfUrl } from './audioUrl';
import { dataOf, answerError } from './errorEnvelope';
import { readResultFile } from './locate';
import {
  apikleyOptionsSchema,
  apikleyPollPolicy,
  apikleyReadPace,
  apikleySubmitPace,
  apikleyUploadLimits,
} from './options';
import { downloadResult, requestTimeoutMs } from './resultFile';
import { readTask, type ResultInFile } from './readTask';
import { createTaskBody } from './request';
import { toTranscript } from './response';
import { unreadableFile } from './taskErrors';
import { createdTaskId } from './taskId';
import { uploadAudio } from './upload';
import { creditSchema } from './wire';

/** Apikley: ElevenLabs Scribe as a task. https://app.apikley.ru */
export class ApikleyProvider implements TaskProvider {
  static readonly displayName = 'Apikley';
  readonly kind = 'task';
  readonly id = 'apikley';
  readonly name = ApikleyProvider.displayName;
  readonly fetchesUrls = true;
  readonly submitPace = apikleySubmitPace;
  readonly readPace = apikleyReadPace;
  readonly pollPolicy = apikleyPollPolicy;
  private readonly baseUrl: string;

  constructor(
    private readonly runtime: ProviderRuntime,
    settings: { baseUrl: string },
  ) {
    this.baseUrl = withoutTrailingSlashes(settings.baseUrl);
  }

  check(request: TranscriptionRequest): TranscriptionRequest {
    const { audio } = request;
    const providerOptions = parseOptions(apikleyOptionsSchema, request.providerOptions);
    if (audio.kind === 'url') return { ...request, providerOptions };
    return {
      ...request,
      providerOptions,
      audio: checkAudioFile(audio, apikleyUploadLimits(providerOptions)),
    };
  }

  fileLimits(providerOptions: unknown): AudioLimits {
    return apikleyUploadLimits(parseOptions(apikleyOptionsSchema, providerOptions));
  }

  refusalOfUrl(url: string, seen?: SeenFile): TranscriptionError | undefined {
    return refusalOfUrl(url, this.baseUrl, seen);
  }

  /** Word timestamps are always included, and a callback does not change the purchase. */
  purchaseOf({ language, providerOptions }: TranscriptionRequest): object {
    const { model, diarize, tagAudioEvents } = parseOptions(apikleyOptionsSchema, providerOptions);
    return { language: language || null, model, diarize, tagAudioEvents };
  }

  async submit(request: TranscriptionRequest) {
    const options = parseOptions(apikleyOptionsSchema, request.providerOptions);
    const { audio } = request;
    const audioUrl =
      audio.kind === 'url'
        ? audio.url
        : await this.runtime.retry(() => uploadAudio(this.runtime, this.baseUrl, audio));
    const body = createTaskBody(audioUrl, request, options);
    const taskId = await this.runtime.retry(() => this.runtime.charge(() => this.createTask(body)));
    return { taskId, submittedAtMs: this.runtime.clock.now() };
  }

  async read(taskId: string): Promise<TaskStatus> {
    const response = await this.get('/api/v1/jobs/recordInfo', answerBytes.transcript, { taskId });
    const outcome = readTask(response, taskId, this.runtime.clock.now());
    return outcome.state === 'inFile' ? await this.fromFile(taskId, outcome) : outcome;
  }

  async balance(): Promise<Balance> {
    return await this.runtime.retry(async () => {
      const response = await this.get('/api/v1/chat/credit', answerBytes.other);
      const nowMs = this.runtime.clock.now();
      const remaining = creditSchema.safeParse(dataOf(response, 'read', nowMs));
      if (!remaining.success) throw answerError(response, 'read', nowMs, remaining.error);
      return { provider: this.id, remaining: remaining.data, unit: 'credits' };
    });
  }

  private async createTask(body: object): Promise<string> {
    const response = await this.runtime.http
      .send({
        method: 'POST',
        url: `${this.baseUrl}/api/v1/jobs/createTask`,
        body: { kind: 'json', value: body },
        authenticated: true,
        timeoutMs: requestTimeoutMs,
        maxAnswerBytes: answerBytes.other,
      })
      .catch((error: unknown) => {
        throw error instanceof TransportError ? submitFailure(this.name, error) : error;
      });
    const taskId = createdTaskId(response.body);
    if (taskId === undefined) throw answerError(response, 'createTask', this.runtime.clock.now());
    return taskId;
  }

  private async fromFile(taskId: string, { url, details }: ResultInFile): Promise<TaskStatus> {
    const file = await downloadResult(this.runtime.http, this.baseUrl, url);
    const found = 'body' in file ? readResultFile(file.body) : undefined;
    if (found)
      return { state: 'completed', transcript: toTranscript(taskId, details, found.result, found.raw) };
    const why = 'problem' in file ? file.problem : 'it holds no transcript in a known form';
    return { state: 'unreadable', error: unreadableFile(taskId, url, why) };
  }

  private async get(
    path: string,
    maxAnswerBytes: number,
    query?: Record<string, string>,
  ): Promise<HttpResponse> {
    try {
      return await this.runtime.http.send({
        method: 'GET',
        url: this.baseUrl + path,
        query,
        authenticated: true,
        timeoutMs: requestTimeoutMs,
        maxAnswerBytes,
      });
    } catch (error) {
      throw error instanceof TransportError
        ? repeatableFailure(`${this.name} could not be reached`, error)
        : error;
    }
  }
}
