import type { AudioLimits } from '../../transcription/audio/audio';
import { checkAudioFile } from '../../transcription/audio/checkAudio';
import { TranscriptionError, repeatableFailure, submitFailure } from '../../transcription/errors';
import { answerBytes, type HttpResponse, TransportError } from '../../transcription/calls/http';
import { parseOptions } from '../../transcription/parseOptions';
import type { ProviderRuntime, RequestProvider, TranscriptionRequest } from '../../transcription/provider';
import type { Balance, Transcript } from '../../transcription/transcript';
import { type Alternative, orElsewhere } from './alternative';
import { toBalance } from './balance';
import { assertSuccess } from './errorEnvelope';
import { type ElkapiOptions, elkapiOptionsSchema, elkapiReadPace, elkapiUploadLimits } from './options';
import { formFields } from './request';
import { toTranscript } from './response';
import { unreadable } from './unreadable';

const balanceTimeoutMs = 60_000;

export interface ElkapiSettings {
  /** Ends in `/v1`. */
  baseUrl: string;
  /** The host of `/user/quota`, which is not the API's. */
  balanceUrl: string;
  /** The balance request needs the key in its query, where the credential can't put it. */
  apiKey: string;
}

/** ElkAPI: Whisper in OpenAI's format, as a single request. */
export class ElkapiProvider implements RequestProvider {
  static readonly displayName = 'ElkAPI';
  readonly kind = 'request';
  readonly id = 'elkapi';
  readonly name = ElkapiProvider.displayName;
  readonly fetchesUrls = false;
  readonly readPace = elkapiReadPace;

  constructor(
    private readonly runtime: ProviderRuntime,
    private readonly settings: ElkapiSettings,
    private readonly alternative?: Alternative,
  ) {}

  check(request: TranscriptionRequest): TranscriptionRequest {
    const providerOptions = parseOptions(elkapiOptionsSchema, request.providerOptions);
    if (request.language && request.language.length !== 2) {
      throw new TranscriptionError(
        `ElkAPI does not know the language "${request.language}". It takes two-letter codes (ISO 639-1) only.`,
        {
          code: 'invalidInput',
          description: `Choose another Language, or Detect Automatically${orElsewhere(this.alternative)}.`,
        },
      );
    }
    const { audio } = request;
    return {
      ...request,
      providerOptions,
      audio: audio.kind === 'file' ? checkAudioFile(audio, this.fileLimits()) : audio,
    };
  }

  fileLimits(): AudioLimits {
    return elkapiUploadLimits(this.alternative);
  }

  purchaseOf({ language, providerOptions }: TranscriptionRequest): object {
    const { model, prompt, temperature, responseFormat } = parseOptions(elkapiOptionsSchema, providerOptions);
    return { language: language ?? null, model, prompt, temperature, responseFormat };
  }

  transcribe(request: TranscriptionRequest): Promise<Transcript> {
    return this.send('transcriptions', request);
  }

  async translate(request: TranscriptionRequest): Promise<Transcript> {
    // Some gateways return the recording's language, but the text is always English.
    return { ...(await this.send('translations', request)), language: 'en' };
  }

  async balance(): Promise<Balance> {
    return await this.runtime.retry(async () => {
      const response = await this.runtime.http
        .send({
          method: 'GET',
          url: `${trimSlashes(this.settings.balanceUrl)}/user/quota`,
          query: { key: this.settings.apiKey },
          authenticated: false,
          timeoutMs: balanceTimeoutMs,
          maxAnswerBytes: answerBytes.other,
        })
        .catch((error: unknown) => {
          throw error instanceof TransportError
            ? repeatableFailure("ElkAPI's balance service could not be reached", error)
            : error;
        });
      assertSuccess(response, { call: 'read', nowMs: this.runtime.clock.now() });
      const balance = toBalance(response.body);
      if (balance === undefined) {
        throw new TranscriptionError("ElkAPI's answer holds no balance that could be read.", {
          code: 'badAnswer',
          retryable: true,
          description: 'Check the Balance URL in the Elk API credential.',
        });
      }
      return balance;
    });
  }

  private async send(
    task: 'transcriptions' | 'translations',
    request: TranscriptionRequest,
  ): Promise<Transcript> {
    const { audio } = request;
    if (audio.kind === 'url') throw new TypeError('ElkAPI is given files only (fetchesUrls)');
    const options = parseOptions(elkapiOptionsSchema, request.providerOptions);
    const { http, uploadTimeoutMs } = this.runtime;
    return await this.runtime.retry(() =>
      this.runtime.charge(async () => {
        const response = await http
          .send({
            method: 'POST',
            url: `${trimSlashes(this.settings.baseUrl)}/audio/${task}`,
            body: { kind: 'multipart', parts: formFields(task, request, options), file: audio },
            authenticated: true,
            timeoutMs: uploadTimeoutMs,
            maxAnswerBytes: answerBytes.transcript,
          })
          .catch((error: unknown) => {
            throw error instanceof TransportError ? submitFailure(this.name, error) : error;
          });
        return this.readTranscript(response, options);
      }),
    );
  }

  /** @throws only TranscriptionError: the answer may be paid for, so no failure may lose it */
  private readTranscript(response: HttpResponse, options: ElkapiOptions): Transcript {
    const { alternative } = this;
    try {
      assertSuccess(response, { call: 'transcribe', nowMs: this.runtime.clock.now(), alternative });
      return toTranscript(response.body, options);
    } catch (error) {
      throw error instanceof TranscriptionError ? error : unreadable(response.body, { cause: error });
    }
  }
}

function trimSlashes(url: string): string {
  return url.replace(/\/+$/, '');
}
