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
import { openUrlAudio } from '../audio/urlAudio';
import { doorbellOf } from '../suspend/doorbell';
import { readTranscribeParameters, sleepsIn, type TranscribeParameters } from '../parameters';
import type { Run } from '../run';
import { checkSubtitles } from './checkSubtitles';

/** A recording that is ready to be sent, and the memory of what was sent for it before. */
export interface PreparedRequest {
  parameters: TranscribeParameters;
  provider: TranscriptionProvider;
  request: TranscriptionRequest;
  ledger: SubmitLedger;
  /** The file name of the recording; undefined where only its download will tell. */
  recording: string | undefined;
}

/** @throws TranscriptionError (`invalidInput`) for all that is wrong with an item and can be seen from here */
export async function prepareRequest(run: Run, itemIndex: number): Promise<PreparedRequest> {
  const { execution } = run;
  const parameters = readTranscribeParameters(execution, itemIndex);
  const { language, output, providerOptions } = parameters;
  const { audio, identity, recording } = await sourceOf(run, itemIndex, parameters);
  const request = run.providerFor().check({
    audio,
    language,
    callbackUrl: callbackUrlOf(run, parameters, recording),
    // Subtitles that are cut between words are better than those cut within a segment.
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
  /** Tells recordings apart: a file by its ID, anything else by its URL. */
  identity: string;
  recording: string | undefined;
}

async function sourceOf(run: Run, itemIndex: number, { audio }: TranscribeParameters): Promise<Source> {
  if (audio.from === 'inputData') {
    const { file, ...source } = await inputAudioFile(run.execution, itemIndex, audio.fieldName);
    return { ...source, audio: file };
  }
  const { url } = audio;
  // A download that passes through here brings a better name than the URL has.
  const recording = run.providerFor().fetchesUrls ? fileNameFromUrl(url) : undefined;
  return { audio: { kind: 'url', url }, identity: url, recording };
}

/**
 * Where the provider reports the end of a task: the door of this execution, or an Apikley Trigger, which gets a
 * ticket that says what to do.
 */
function callbackUrlOf(
  { execution, ticketKey, parameters: runParameters }: Run,
  { mode, callbackUrl, metadata, output }: TranscribeParameters,
  recording: string | undefined,
): string | undefined {
  const resumeUrl = sleepsIn[mode] ? doorbellOf(execution).url : undefined;
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
 * Hands the request to `send` with audio in the form that the provider takes: one that does not fetch URLs
 * gets the file behind it, streamed from there, and `send` the name that the file has there.
 */
export async function withReadableAudio<T>(
  run: Run,
  { request, provider }: PreparedRequest,
  send: (request: TranscriptionRequest, sourceName?: string) => Promise<T>,
): Promise<T> {
  const { audio } = request;
  if (audio.kind === 'file' || provider.fetchesUrls) return await send(request);
  const { file, name, release } = await run.retry(() =>
    openUrlAudio(run.execution, audio.url, run.parameters.requestTimeoutMs),
  );
  try {
    return await send(provider.check({ ...request, audio: file }), name);
  } finally {
    release();
  }
}
