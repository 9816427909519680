import { checkAudioFile } from '../../transcription/checkAudio';
import { repeatableFailure, submitFailure } from '../../transcription/errors';
import { TransportError, type HttpRequest, type HttpResponse } from '../../transcription/http';
import type { Job } from '../../transcription/job';
import { parseOptions } from '../../transcription/parseOptions';
import type { JobProvider, ProviderRuntime, TranscriptionRequest } from '../../transcription/provider';
import type { Balance } from '../../transcription/transcript';
import { checkAudioUrl } from './audioUrl';
import { dataOf, envelopeError, readEnvelope, unreadable } from './errorEnvelope';
import { apikleyOptionsSchema, apikleySubmitPace, apikleyUploadLimits } from './options';
import { createTaskBody } from './request';
import { locateInFile, locateResult, taskFailure, toTranscript, unreadableResult } from './response';
import { uploadAudio } from './upload';
import { createdTaskSchema, creditSchema, taskDetailsSchema, type TaskDetails } from './wire';

/** Answers that carry no audio come within seconds, or not at all. */
const requestTimeoutMs = 60_000;

/** Apikley: ElevenLabs Scribe as a job. https://app.apikley.ru */
export class ApikleyProvider implements JobProvider {
  readonly kind = 'job';
  readonly id = 'apikley';
  readonly name = 'Apikley';
  readonly fetchesUrls = true;
  readonly submitPace = apikleySubmitPace;
  private readonly baseUrl: string;

  constructor(
    private readonly runtime: ProviderRuntime,
    settings: { baseUrl: string },
  ) {
    this.baseUrl = settings.baseUrl.replace(/\/+$/, '');
  }

  check(request: TranscriptionRequest): TranscriptionRequest {
    const { audio } = request;
    const providerOptions = parseOptions(apikleyOptionsSchema, request.providerOptions);
    if (audio.kind === 'file') {
      return { ...request, providerOptions, audio: checkAudioFile(audio, apikleyUploadLimits) };
    }
    checkAudioUrl(audio.url, this.baseUrl);
    return { ...request, providerOptions };
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

  async read(taskId: string): Promise<Job> {
    const response = await this.get('/api/v1/jobs/recordInfo', { taskId });
    const envelope = readEnvelope(response);
    if (envelope === undefined) throw unreadable('read');
    const { code, msg, data, fromBody } = envelope;
    const details = taskDetailsSchema.safeParse(data).data;
    if (fromBody && (code === 404 || (code === 422 && /recordInfo is null/i.test(msg))))
      return { state: 'notFound' };
    // A proxy on the way may use the same numbers; only Apikley's own word ends a task that is paid for.
    if (fromBody && (code === 501 || code === 408)) {
      return {
        state: 'failed',
        error: taskFailure(taskId, details?.failMsg || msg, details?.failCode ?? code),
      };
    }
    if (code !== 200) throw envelopeError(envelope, response, 'read', this.runtime.clock.now());
    if (data === null || data === undefined) return { state: 'notFound' };
    if (details === undefined) throw unreadable('read');
    return await this.toJob(taskId, details);
  }

  async balance(): Promise<Balance> {
    return await this.runtime.retry(async () => {
      const response = await this.get('/api/v1/chat/credit');
      const remaining = creditSchema.safeParse(dataOf(response, 'read', this.runtime.clock.now()));
      if (!remaining.success) throw unreadable('read');
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
      })
      .catch((error: unknown) => {
        throw error instanceof TransportError ? submitFailure(this.name, error) : error;
      });
    const created = createdTaskSchema.safeParse(dataOf(response, 'createTask', this.runtime.clock.now()));
    if (!created.data?.taskId) throw unreadable('createTask', created.error);
    return created.data.taskId;
  }

  private async toJob(taskId: string, details: TaskDetails): Promise<Job> {
    if (details.state === 'fail') {
      return { state: 'failed', error: taskFailure(taskId, details.failMsg, details.failCode) };
    }
    // A state that nobody has heard of counts as running: the deadline ends it, not a guess.
    if (details.state !== 'success') return { state: 'running' };
    const located = locateResult(details.resultJson);
    const found = located?.at === 'url' ? locateInFile(await this.fetchResult(located.url)) : located;
    // A file may be there later; what Apikley itself said stays as it is.
    if (located?.at === 'url' && found?.at !== 'here') throw unreadable('read');
    if (found?.at !== 'here') return { state: 'failed', error: unreadableResult(taskId) };
    return {
      state: 'completed',
      transcript: toTranscript(taskId, details, found.result, found.raw),
    };
  }

  /** Result files lie on another host, which must not see the key. */
  private async fetchResult(url: string): Promise<string> {
    const response = await this.send({
      method: 'GET',
      url,
      authenticated: false,
      followRedirects: true,
      timeoutMs: requestTimeoutMs,
    });
    if (response.status !== 200 || response.body.trim() === '') throw unreadable('read');
    return response.body;
  }

  private get(path: string, query?: Record<string, string>): Promise<HttpResponse> {
    return this.send({
      method: 'GET',
      url: this.baseUrl + path,
      query,
      authenticated: true,
      timeoutMs: requestTimeoutMs,
    });
  }

  private async send(request: HttpRequest): Promise<HttpResponse> {
    try {
      return await this.runtime.http.send(request);
    } catch (error) {
      throw error instanceof TransportError
        ? repeatableFailure(`${this.name} could not be reached`, error)
        : error;
    }
  }
}
