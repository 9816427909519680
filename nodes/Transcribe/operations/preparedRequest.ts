import type { AudioSource } from '../../../transcription/audio/audio';
import { outputBaseName } from '../../../transcription/formats/fileName';
import type { TranscriptionProvider, TranscriptionRequest } from '../../../transcription/provider';
import { SubmitLedger } from '../../../transcription/tasks/submitLedger';
import { purchaseOf } from './purchaseOf';
import { withTicket } from '../../shared/webhooks/callbackUrl';
import { systemClock } from '../../shared/clock';
import { fileNameFromUrl } from '../audio/fileName';
import { inputAudioFile } from '../audio/inputAudio';
import { wantsSubtitles } from '../../shared/output/options';
import { openUrlAudio, type UrlAudio } from '../audio/urlAudio';
import { doorbellOf } from '../suspend/doorbell';
import { readTranscribeParameters, suspendsIn, type TranscribeParameters } from '../parameters';
import type { Run } from '../run';
import { checkSubtitles } from './checkSubtitles';

/** A recording that is ready to be sent, with the ledger of what was sent for it before. */
export interface PreparedRequest {
  parameters: TranscribeParameters;
  provider: TranscriptionProvider;
  request: TranscriptionRequest;
  ledger: SubmitLedger;
  /** The recording's file name; undefined if only the download will show it. */
  recording: string | undefined;
}

/** @throws TranscriptionError (`invalidInput`) for every problem of an item that is visible before sending */
export async function prepareRequest(run: Run, itemIndex: number): Promise<PreparedRequest> {
  const { execution } = run;
  const parameters = readTranscribeParameters(execution, itemIndex);
  const { language, output, providerOptions } = parameters;
  const { audio, identity, recording } = await sourceOf(run, itemIndex, parameters);
  const request = run.providerFor().check({
    audio,
    language,
    callbackUrl: callbackUrlOf(run, parameters, recording),
    // Subtitles split at word timestamps are better than those split within a segment.
    wantWords: output.includeWords || wantsSubtitles(output),
    providerOptions,
  });
  checkSubtitles(run.parameters.provider, request.providerOptions, output);
  const purchase = purchaseOf(run, itemIndex, identity, request);
  const ledger = new SubmitLedger(run.submitted, String(itemIndex), purchase);
  return { parameters, request, ledger, recording, provider: run.providerFor(ledger) };
}

interface Source {
  audio: AudioSource;
  /** Identifies the recording: a file by its ID, anything else by its URL. */
  identity: string;
  recording: string | undefined;
}

async function sourceOf(run: Run, itemIndex: number, { audio }: TranscribeParameters): Promise<Source> {
  if (audio.from === 'inputData') {
    const { file, ...source } = await inputAudioFile(run.execution, itemIndex, audio.fieldName);
    return { ...source, audio: file };
  }
  const { url } = audio;
  // If this node downloads the file, the response has a better name than the URL.
  const recording = run.providerFor().fetchesUrls ? fileNameFromUrl(url) : undefined;
  return { audio: { kind: 'url', url }, identity: url, recording };
}

/**
 * Where the provider reports the end of a task: this execution's resume URL, or an Apikley Trigger, whose ticket says
 * what to do.
 */
function callbackUrlOf(
  { execution, ticketKey, parameters: runParameters }: Run,
  { mode, callbackUrl, metadata, output }: TranscribeParameters,
  recording: string | undefined,
): string | undefined {
  const resumeUrl = suspendsIn[mode] ? doorbellOf(execution).url : undefined;
  if (callbackUrl === undefined) return resumeUrl;
  const fileName = output.fileName || outputBaseName(recording);
  const claims = resumeUrl === undefined ? { metadata } : { resumeUrl };
  return withTicket(
    callbackUrl,
    { ...claims, fileName },
    ticketKey,
    systemClock.now(),
    runParameters.deadlineHours * 3_600_000,
  );
}

/**
 * Calls `send` with audio in a form the provider accepts. If the provider doesn't fetch URLs, the file behind the URL
 * is streamed to it, and `send` also gets the file's name there.
 */
export async function withReadableAudio<T>(
  run: Run,
  { request, provider }: PreparedRequest,
  send: (request: TranscriptionRequest, sourceName?: string) => Promise<T>,
): Promise<T> {
  const { audio } = request;
  if (audio.kind === 'file' || provider.fetchesUrls) return await send(request);
  const open = (measure: boolean) =>
    run.retry(() => openUrlAudio(run.execution, audio.url, run.parameters.requestTimeoutMs, measure));
  const sendOpened = async ({ file, name, release }: UrlAudio) => {
    try {
      return await send(provider.check({ ...request, audio: file }), name);
    } finally {
      release();
    }
  };
  const opened = await open(false);
  return await sendOpened(opened).catch(async (error: unknown) => {
    if (!opened.hasOtherSize()) throw error;
    // The request broke off incomplete, so nothing was charged.
    return await sendOpened(await open(true));
  });
}
