import type { AudioSource, RecordingPart } from '../../../transcription/audio/audio';
import { directAddress } from '../../../transcription/audio/shareLink';
import type { TicketClaims } from '../../../transcription/callbacks/ticket';
import { outputBaseName } from '../../../transcription/formats/fileName';
import type { TranscriptionProvider, TranscriptionRequest, Wish } from '../../../transcription/provider';
import { SubmitLedger } from '../../../transcription/tasks/submitLedger';
import { purchaseOf } from './purchaseOf';
import { withTicket } from '../../shared/webhooks/callbackUrl';
import { systemClock } from '../../shared/clock';
import { fileNameFromUrl } from '../audio/fileName';
import { fittingParts } from '../audio/fittingParts';
import { inputAudioFile } from '../audio/inputAudio';
import { wantsSubtitles } from '../../shared/output/options';
import { doorbellOf } from '../suspend/doorbell';
import type { ProviderOperation } from '../operationNames';
import { readTranscribeParameters, suspendsIn, type TranscribeParameters } from '../parameters';
import type { Run } from '../run';

/** A recording that is ready to be sent, with the ledger of what was sent for it before. */
export interface PreparedRequest {
  parameters: TranscribeParameters;
  provider: TranscriptionProvider;
  request: TranscriptionRequest;
  ledger: SubmitLedger;
  /** The recording's file name; undefined if only the download will show it. */
  recording: string | undefined;
  /** The recording in the form in which it is sent; empty if it has to be downloaded first. */
  parts: RecordingPart[];
  /** How the provider reports the end of a task, for a recording that goes out whole or for one part. */
  callbackUrlWith(claims?: Pick<TicketClaims, 'parts'>): string | undefined;
}

/** @throws TranscriptionError (`invalidInput`) for every problem of an item that is visible before sending */
export async function prepareRequest(run: Run, itemIndex: number): Promise<PreparedRequest> {
  const { execution } = run;
  const parameters = readTranscribeParameters(execution, itemIndex);
  const { language, output, providerOptions } = parameters;
  const { audio, identity, recording } = await sourceOf(run, itemIndex, parameters);
  const unledgered = run.providerFor();
  assertPossible(unledgered, parameters, run.parameters.operation);
  const parts =
    audio.kind === 'file'
      ? await fittingParts(audio, unledgered.fileLimits(providerOptions), parameters.preparing)
      : [];
  if (audio.kind === 'url' && !parameters.preparing.prepares) {
    const refusal = unledgered.refusalOfUrl?.(audio.url);
    if (refusal !== undefined) throw refusal;
  }
  const callbackUrlWith = (claims?: Pick<TicketClaims, 'parts'>) =>
    callbackUrlOf(run, parameters, recording, claims);
  const request = unledgered.check({
    audio: parts[0]?.file ?? audio,
    language,
    callbackUrl: callbackUrlWith(),
    // Subtitles split at word timestamps are better than those split within a segment.
    wantWords: output.includeWords || wantsSubtitles(output),
    providerOptions,
  });
  const purchase = purchaseOf(run, itemIndex, identity, request);
  const ledger = new SubmitLedger(run.submitted, String(itemIndex), purchase);
  return {
    parameters,
    request,
    ledger,
    recording,
    parts,
    callbackUrlWith,
    provider: run.providerFor(ledger),
  };
}

/** @throws TranscriptionError (`invalidInput`) for what the chosen model could not give, whatever the recording */
function assertPossible(
  provider: TranscriptionProvider,
  { output, providerOptions }: TranscribeParameters,
  operation: ProviderOperation,
): void {
  const wishes: Wish[] = [
    ...(operation === 'translate' ? (['translation'] as const) : []),
    ...(wantsSubtitles(output) ? (['subtitles'] as const) : []),
  ];
  for (const wish of wishes) {
    const refusal = provider.refusalOf?.(wish, providerOptions);
    if (refusal !== undefined) throw refusal;
  }
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
  // The user's own link identifies the recording, however it is made direct.
  return { audio: { kind: 'url', url: directAddress(url) }, identity: url, recording };
}

/**
 * Where the provider reports the end of a task: this execution's resume URL, or an Apikley Trigger, whose ticket says
 * what to do.
 */
function callbackUrlOf(
  { execution, ticketKey, parameters: runParameters }: Run,
  { mode, callbackUrl, metadata, output }: TranscribeParameters,
  recording: string | undefined,
  { parts }: Pick<TicketClaims, 'parts'> = {},
): string | undefined {
  const resumeUrl = suspendsIn[mode] ? doorbellOf(execution).url : undefined;
  if (callbackUrl === undefined) return resumeUrl;
  const fileName = output.fileName || outputBaseName(recording);
  const claims = resumeUrl === undefined ? { metadata } : { resumeUrl };
  return withTicket(
    callbackUrl,
    { ...claims, fileName, parts },
    ticketKey,
    systemClock.now(),
    runParameters.deadlineHours * 3_600_000,
  );
}
