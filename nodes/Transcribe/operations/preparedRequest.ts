import { createHash } from 'crypto';
import type { TranscriptionProvider, TranscriptionRequest } from '../../../transcription/provider';
import { SubmitLedger } from '../../../transcription/submitLedger';
import { withTicket } from '../../shared/callbackUrl';
import { systemClock } from '../../shared/clock';
import { inputAudioFile } from '../../shared/inputAudio';
import { openUrlAudio } from '../../shared/urlAudio';
import { doorbellOf } from '../suspend/doorbell';
import { readTranscribeParameters, type TranscribeParameters } from '../parameters';
import type { Run } from '../run';

/** A recording that is ready to be sent, and the memory of what was sent for it before. */
export interface PreparedRequest {
  parameters: TranscribeParameters;
  provider: TranscriptionProvider;
  request: TranscriptionRequest;
  ledger: SubmitLedger;
}

/** @throws TranscriptionError (`invalidInput`) for all that is wrong with an item and can be seen from here */
export async function prepareRequest(run: Run, itemIndex: number): Promise<PreparedRequest> {
  const { execution } = run;
  const parameters = readTranscribeParameters(execution, itemIndex);
  const { audio, language, output, providerOptions } = parameters;
  const source =
    audio.from === 'url'
      ? { audio: { kind: 'url' as const, url: audio.url }, identity: audio.url }
      : await inputSource(run, itemIndex, audio.fieldName);
  const request = run.providerFor().check({
    audio: source.audio,
    language,
    callbackUrl: callbackUrlOf(run, parameters),
    wantWords: output.includeWords,
    providerOptions,
  });
  const ledger = new SubmitLedger(
    run.submitted,
    String(itemIndex),
    fingerprint(run.parameters, source.identity, request),
  );
  return { parameters, request, ledger, provider: run.providerFor(ledger) };
}

/**
 * Where the provider reports the end of a task: the door of this execution, or an Apikley Trigger, which gets a
 * ticket that says what to do.
 */
function callbackUrlOf(
  { execution, ticketKey, parameters: runParameters }: Run,
  parameters: TranscribeParameters,
): string | undefined {
  const { mode, callbackUrl, metadata } = parameters;
  const resumeUrl = mode === 'suspend' ? doorbellOf(execution).url : undefined;
  if (callbackUrl === undefined) return resumeUrl;
  const claims = resumeUrl === undefined ? { metadata } : { resumeUrl };
  return withTicket(
    callbackUrl,
    claims,
    ticketKey,
    systemClock.now(),
    runParameters.deadlineHours * 3_600_000,
  );
}

async function inputSource(run: Run, itemIndex: number, fieldName: string) {
  const { file, identity } = await inputAudioFile(run.execution, itemIndex, fieldName);
  return { audio: file, identity };
}

/** Two requests with the same fingerprint buy the same transcript. */
function fingerprint(
  { provider, operation }: Run['parameters'],
  audioIdentity: string,
  { language, wantWords, providerOptions }: TranscriptionRequest,
): string {
  const bought = [provider, operation, audioIdentity, language, wantWords, providerOptions];
  return createHash('sha256').update(JSON.stringify(bought)).digest('hex');
}

/**
 * Hands the request to `send` with audio in the form that the provider takes: one that does not fetch URLs
 * gets the file behind it, streamed from there.
 */
export async function withReadableAudio<T>(
  run: Run,
  { request, provider }: PreparedRequest,
  send: (request: TranscriptionRequest) => Promise<T>,
): Promise<T> {
  const { audio } = request;
  if (audio.kind === 'file' || provider.fetchesUrls) return await send(request);
  const { file, release } = await run.retry(() =>
    openUrlAudio(run.execution, audio.url, run.parameters.requestTimeoutMs),
  );
  try {
    return await send(provider.check({ ...request, audio: file }));
  } finally {
    release();
  }
}
