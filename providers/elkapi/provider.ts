import type { AudioLimits } from '../../transcription/audio/audio';
import { checkAudioFile } from '../../transcription/audio/checkAudio';
import { TranscriptionError, submitFailure } from '../../transcription/errors';
import { answerBytes, type HttpResponse, TransportError } from '../../transcription/calls/http';
import { withoutTrailingSlashes } from '../../transcription/calls/baseUrl';
import type {
  OfferedModel,
  ProviderRuntime,
  RequestProvider,
  TranscriptionRequest,
  Wish,
} from '../../transcription/provider';
import type { Balance, Transcript } from '../../transcription/transcript';
import { type Alternative, orElsewhere } from './alternative';
import { toBalance } from './balance';
import { assertSuccess } from './errorEnvelope';
import { toOfferedModels } from './offeredModels';
import { type ElkapiOptions, elkapiReadPace, elkapiUploadLimits, readElkapiOptions } from './options';
import { read } from './read';
import { refusalOfWish } from './refusals';
import { formatInstead, otherFormatWarning, RefusedFormat } from './refusedFormat';
import { type AudioTask, formFields } from './request';
import { toTranscript } from './response';
import { unreadable } from './unreadable';

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
    const providerOptions = readElkapiOptions(request.providerOptions);
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
      audio: audio.kind === 'file' ? checkAudioFile(audio, this.fileLimits(providerOptions)) : audio,
    };
  }

  fileLimits(providerOptions: unknown): AudioLimits {
    return elkapiUploadLimits(this.alternative, readElkapiOptions(providerOptions));
  }

  refusalOf(wish: Wish, providerOptions: unknown): TranscriptionError | undefined {
    return refusalOfWish(wish, readElkapiOptions(providerOptions));
  }

  purchaseOf({ language, providerOptions }: TranscriptionRequest): object {
    const { model, prompt, temperature, responseFormat } = readElkapiOptions(providerOptions);
    return { language: language ?? null, model, prompt, temperature, responseFormat };
  }

  transcribe(request: TranscriptionRequest): Promise<Transcript> {
    return this.send('transcriptions', request);
  }

  async translate(request: TranscriptionRequest): Promise<Transcript> {
    // Some gateways return the recording's language, but the text is always English.
    return { ...(await this.send('translations', request)), language: 'en' };
  }

  async models(): Promise<OfferedModel[]> {
    return await this.runtime.retry(async () => {
      const url = `${withoutTrailingSlashes(this.settings.baseUrl)}/models`;
      const models = toOfferedModels(
        await read(this.runtime, "ElkAPI's list of models", { url, authenticated: true }),
      );
      if (models === undefined) {
        throw new TranscriptionError("ElkAPI's answer holds no list of models that could be read.", {
          code: 'badAnswer',
          description: 'Check the Base URL in the Elk API credential (it ends in /v1).',
        });
      }
      return models;
    });
  }

  async balance(): Promise<Balance> {
    return await this.runtime.retry(async () => {
      const balance = toBalance(
        await read(
          this.runtime,
          "ElkAPI's balance service",
          {
            url: `${withoutTrailingSlashes(this.settings.balanceUrl)}/user/quota`,
            query: { key: this.settings.apiKey },
            authenticated: false,
          },
          'Balance URL',
        ),
      );
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

  /**
   * Sends the recording. If the gateway refuses the response format and says so, which charges nothing, it is sent once
   * more in another one.
   */
  private async send(task: AudioTask, request: TranscriptionRequest): Promise<Transcript> {
    const options = readElkapiOptions(request.providerOptions);
    try {
      return await this.buy(task, request, options);
    } catch (error) {
      const { model, responseFormat: asked } = options;
      const instead = error instanceof RefusedFormat ? formatInstead(error, asked) : undefined;
      if (instead === undefined) throw error;
      const transcript = await this.buy(task, request, { ...options, responseFormat: instead });
      return { ...transcript, warning: otherFormatWarning(model, asked, instead) };
    }
  }

  private async buy(
    task: AudioTask,
    request: TranscriptionRequest,
    options: ElkapiOptions,
  ): Promise<Transcript> {
    const { audio } = request;
    if (audio.kind === 'url') throw new TypeError('ElkAPI is given files only (fetchesUrls)');
    const { http, uploadTimeoutMs } = this.runtime;
    return await this.runtime.retry(() =>
      this.runtime.charge(async () => {
        const response = await http
          .send({
            method: 'POST',
            url: `${withoutTrailingSlashes(this.settings.baseUrl)}/audio/${task}`,
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
