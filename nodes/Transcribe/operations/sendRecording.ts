import { TranscriptionError } from '../../../transcription/errors';
import { partFailure } from '../../../transcription/parts/partFailure';
import type { TranscriptionProvider, TranscriptionRequest } from '../../../transcription/provider';
import type { PartRange } from '../../../transcription/tasks/submitEntry';
import type { SubmitLedger } from '../../../transcription/tasks/submitLedger';
import { StoppedByOtherItem } from '../outcome';
import type { Run } from '../run';
import { type OpenAudio, withOpenAudio } from './openAudio';
import type { PreparedRequest } from './preparedRequest';

/** What goes out in one request: a recording, or a part of one. */
export interface Piece {
  request: TranscriptionRequest;
  /** Records the piece's submit in its own ledger. */
  provider: TranscriptionProvider;
  ledger: SubmitLedger;
  sourceName: string | undefined;
  /** Whether the piece is only a part of the recording. */
  isPart: boolean;
}

/** A piece that was sent, in this run or an earlier one, and what came of it. */
export interface Sent<T> {
  value: T;
  ledger: SubmitLedger;
  range: PartRange;
}

/** How one piece is bought. */
export interface Buying<T> {
  /** What an earlier run of this execution has bought, so that it is not paid for again. */
  known(this: void, ledger: SubmitLedger): T | undefined;
  buy(this: void, piece: Piece): Promise<T>;
  /** Called after each part, with all that were sent. The process may end before the next one. */
  noteParts?(this: void, sent: ReadonlyArray<Sent<T>>, recordingSeconds: number | undefined): void;
  /** What is kept of a recording of which a part failed, for the item's error. */
  kept(
    this: void,
    sent: ReadonlyArray<Sent<T>>,
    recordingSeconds: number | undefined,
  ): { taskId?: string; answer?: string };
  /** The callback URL of the last part, if it alone is called back: it has to name what came of the others. */
  lastCallbackUrl?: ((sent: ReadonlyArray<Sent<T>>, last: PartRange) => string) | undefined;
}

/**
 * Sends a recording, in one piece or in parts. What an earlier run of this execution has bought is not sent again.
 *
 * @returns the pieces in the order of the recording
 * @throws TranscriptionError; if a part failed, the error says which, and names what is kept of the others
 */
export async function sendRecording<T>(
  run: Run,
  prepared: PreparedRequest,
  buying: Buying<T>,
): Promise<Array<Sent<T>>> {
  const { ledger, provider } = prepared;
  const bought = boughtBefore(ledger, buying);
  if (bought !== undefined) return bought;
  ledger.assertClear(provider.name);
  // A recording in one piece is sent while it is open: a download waits for nobody.
  const first = await run.sending(() =>
    withOpenAudio(run, prepared, async (audio): Promise<Array<Sent<T>> | OpenAudio> => {
      const [only] = audio.pieces;
      if (only === undefined || !isWhole(audio.pieces)) return audio;
      ledger.assertSameParts(undefined, provider.name);
      const piece = { ...only, provider, ledger, sourceName: audio.sourceName, isPart: false };
      return [{ value: await buying.buy(piece), ledger, range: only.range }];
    }),
  );
  return Array.isArray(first) ? first : await sendParts(run, prepared, first, buying);
}

/** Encoders begin some hundredths of a second before or after a recording's start. */
const sameStartSeconds = 0.1;

/** Whether a recording goes out in one piece, from its start. */
export function isWhole(pieces: ReadonlyArray<{ range: PartRange }>): boolean {
  const [only, ...others] = pieces;
  return only !== undefined && others.length === 0 && Math.abs(only.range.startSeconds) < sameStartSeconds;
}

function boughtBefore<T>(ledger: SubmitLedger, { known }: Buying<T>): Array<Sent<T>> | undefined {
  const whole = known(ledger);
  if (whole !== undefined) return [{ value: whole, ledger, range: { startSeconds: 0 } }];
  const parts = (ledger.parts ?? []).flatMap((range, index) => {
    const ofPart = ledger.ofPart(index, range);
    const value = known(ofPart);
    return value === undefined ? [] : [{ value, ledger: ofPart, range }];
  });
  return parts.length > 0 && parts.length === ledger.parts?.length ? parts : undefined;
}

/** @throws as {@link sendRecording} */
async function sendParts<T>(
  run: Run,
  { ledger, provider }: PreparedRequest,
  { pieces, sourceName }: OpenAudio,
  { known, buy, noteParts, kept, lastCallbackUrl }: Buying<T>,
): Promise<Array<Sent<T>>> {
  const ranges = pieces.map(({ range }) => range);
  ledger.rememberParts(ranges, provider.name);
  const sent: Array<Sent<T> | undefined> = ranges.map((range, index) => {
    const ofPart = ledger.ofPart(index, range);
    const value = known(ofPart);
    return value === undefined ? undefined : { value, ledger: ofPart, range };
  });
  const failures: PartProblem[] = [];
  const soFar = () => sent.filter((part) => part !== undefined);
  const recordingSeconds = ranges.at(-1)?.endSeconds;

  async function attempt(index: number, step: () => Promise<void> | void): Promise<void> {
    try {
      if (sent[index] === undefined) await step();
    } catch (error) {
      failures.push({ index, error });
    }
  }

  async function sendPart(index: number, request: TranscriptionRequest, range: PartRange): Promise<void> {
    const ofPart = ledger.ofPart(index, range);
    const piece = { request, provider: run.providerFor(ofPart), ledger: ofPart, sourceName, isPart: true };
    const buyNow = async () => {
      sent[index] = { value: await buy(piece), ledger: ofPart, range };
      noteParts?.(soFar(), recordingSeconds);
    };
    await attempt(index, () =>
      run.sending(async () => {
        // A further part would be paid for without need, so a failure has to be known before the next one's turn.
        if (failures.length === 0) await attempt(index, buyNow);
      }),
    );
  }

  const throwFailure = () => {
    const failure = gravest(failures);
    if (failure === undefined) return;
    const { index, error } = failure;
    if (!isOfPart(error)) throw error;
    throw partFailure(error, { index, ranges, ...kept(soFar(), recordingSeconds) });
  };

  // If one can't be sent, no other is paid for.
  for (const [index, range] of ranges.entries()) {
    await attempt(index, () => ledger.ofPart(index, range).assertClear(provider.name));
  }
  throwFailure();
  const last = pieces.at(-1);
  if (lastCallbackUrl === undefined || last === undefined) {
    await Promise.all(pieces.map(({ request, range }, index) => sendPart(index, request, range)));
  } else {
    const others = pieces.slice(0, -1);
    await Promise.all(
      others.map(({ request, range }, index) =>
        sendPart(index, { ...request, callbackUrl: undefined }, range),
      ),
    );
    throwFailure();
    const callbackUrl = lastCallbackUrl(soFar().slice(0, others.length), last.range);
    await sendPart(others.length, { ...last.request, callbackUrl }, last.range);
  }
  throwFailure();
  return soFar();
}

interface PartProblem {
  /** Which part, from 0. */
  index: number;
  error: unknown;
}

/** Whether the part itself is the problem, and not that the run was stopped. */
const isOfPart = (error: unknown): error is TranscriptionError =>
  error instanceof TranscriptionError && !(error instanceof StoppedByOtherItem);

/** The failure to report of several: first of all one that may have been paid for. */
function gravest(failures: readonly PartProblem[]): PartProblem | undefined {
  return (
    failures.find(({ error }) => isOfPart(error) && error.mayHaveCharged) ??
    failures.find(({ error }) => isOfPart(error)) ??
    failures[0]
  );
}
