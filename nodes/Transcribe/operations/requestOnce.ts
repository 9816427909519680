import { joinTranscripts } from '../../../transcription/parts/joinTranscripts';
import type {
  RequestProvider,
  TranscriptionProvider,
  TranscriptionRequest,
} from '../../../transcription/provider';
import { joinTexts } from '../../../transcription/text/joinTexts';
import type { Transcript } from '../../../transcription/transcript';
import { neededOfPart, neededParts } from '../../shared/output/neededParts';
import type { OutputOptions } from '../../shared/output/options';
import type { Run } from '../run';
import type { PreparedRequest } from './preparedRequest';
import { withKnownLength } from './recordingLength';
import { isWhole, sendRecording, type Sent } from './sendRecording';

/**
 * Gets a transcript in one request, or in one for each part, unless an earlier run of this execution already has it.
 * Such a transcript was paid for, and that run failed only because of another item or another part.
 */
export async function requestOnce(
  run: Run,
  prepared: PreparedRequest,
  send: (provider: RequestProvider, request: TranscriptionRequest) => Promise<Transcript>,
): Promise<Transcript> {
  const { output } = prepared.parameters;
  let isFromEarlier = true;
  const sent = await sendRecording<Transcript>(run, prepared, {
    known: ({ transcript }) => transcript,
    buy: async ({ provider, request, ledger, sourceName, isPart }) => {
      const transcript = {
        ...(await send(answersAtOnce(provider), request)),
        ...(sourceName === undefined ? {} : { sourceName }),
      };
      const kept = isPart ? neededOfPart(transcript, output) : neededParts(transcript, output);
      ledger.rememberTranscript(kept);
      isFromEarlier = false;
      return kept;
    },
    kept: (parts) => {
      const answer = joinTexts(parts.map(({ value }) => value.text));
      return answer === '' ? {} : { answer };
    },
  });
  const transcript = wholeTranscript(sent, output);
  const complete = await withKnownLength(transcript, prepared, sent);
  return withWordsOrWarning(complete, prepared, isFromEarlier);
}

function wholeTranscript(sent: ReadonlyArray<Sent<Transcript>>, output: OutputOptions): Transcript {
  const [only] = sent;
  if (only !== undefined && isWhole(sent)) return only.value;
  const { sourceName } = only?.value ?? {};
  const joined = joinTranscripts(sent.map(({ value, range }) => ({ transcript: value, ...range })));
  return neededParts({ ...joined, ...(sourceName === undefined ? {} : { sourceName }) }, output);
}

function answersAtOnce(provider: TranscriptionProvider): RequestProvider {
  if (provider.kind === 'request') return provider;
  throw new TypeError(`${provider.name} answers with tasks`);
}

/**
 * Adds a warning if words were asked for and are missing for a known reason. They are no reason to withhold a
 * transcript, or to pay for it a second time.
 */
function withWordsOrWarning(
  transcript: Transcript,
  { provider, request, parameters }: PreparedRequest,
  isFromEarlier: boolean,
): Transcript {
  if (!parameters.output.includeWords || transcript.words || transcript.text === '') return transcript;
  const refusal = provider.refusalOf?.('words', request.providerOptions);
  const reason = refusal ? `${refusal.message} ${refusal.description}` : isFromEarlier && paidBefore;
  if (!reason) return transcript;
  return { ...transcript, warning: [transcript.warning, reason].filter(Boolean).join(' ') };
}

const paidBefore =
  'The transcript was paid for before Include Words was switched on, and has no words with timestamps. To get them, run the workflow again, which pays for the recording again.';
