import type { EmulatorControl } from '../../../emulator/control';
import type { Charge } from '../../../emulator/ledger';
import type { RequestRecord } from '../../../emulator/recorder';
import type { KnownPart } from './longRecording';
import type { Outcome } from './outcome';
import { secrets } from './scene';

/** What the services saw during a case. */
export interface Witness {
  requests: RequestRecord[];
  /** Secrets created during the case and sent in its callback URL. */
  tickets: string[];
  taskIds: string[];
  /** What the accounts were charged for. */
  charges: Charge[];
}

export async function witness(control: EmulatorControl): Promise<Witness> {
  const tasks = await control.tasks();
  return {
    requests: await control.requests(),
    tickets: tasks.flatMap(({ callBackUrl }) =>
      callBackUrl === undefined ? [] : [...new URL(callBackUrl).searchParams.values()],
    ),
    taskIds: tasks.map(({ id }) => id),
    charges: await control.charged(),
  };
}

/**
 * Checks every rule that must hold whatever goes wrong.
 *
 * @param parts undefined if the recording goes out whole
 * @returns the broken rules, in words
 */
export function brokenRules(
  outcome: Outcome,
  seen: Witness,
  heard: string | undefined,
  parts?: readonly KnownPart[],
): string[] {
  return [
    ...paidOnce(outcome, seen, parts?.length),
    ...(parts ? noPartLost(outcome, seen, parts) : nothingLost(outcome, seen)),
    ...gapNamed(outcome, heard),
    ...plainWords(outcome),
    ...secretsKept(outcome, seen),
    ...(outcome.end === 'delivered' && outcome.text !== heard ? ['another transcript came out'] : []),
  ];
}

const claimsNothing = /Nothing was (submitted|transcribed|sent)/;
export const admits = /may (already )?have/;

function paidOnce({ end, said }: Outcome, { charges }: Witness, most = 1): string[] {
  const contents = charges.map(({ sha256 }) => sha256);
  const isTwice = charges.length > most || new Set(contents).size < contents.length;
  return [
    ...(isTwice ? [`paid ${charges.length} times`] : []),
    ...(end === 'failed' && charges.length > 0 && claimsNothing.test(said)
      ? [`paid, and said: ${said}`]
      : []),
  ];
}

function nothingLost({ end, said, kept }: Outcome, { charges, taskIds }: Witness): string[] {
  if (end === 'delivered') return [];
  const lost = taskIds.filter((id) => !kept.includes(id));
  const unnamed = lost.length > 0 || (taskIds.length === 0 && charges.length > 0);
  return unnamed && !admits.test(said) ? [`paid for and not spoken of: ${said}`] : [];
}

/**
 * What was paid for of each part is shown: its task ID or, where there are no tasks, its text. Only the part that met
 * the fault may be missing, if the error says so.
 */
function noPartLost(
  { end, said, shown }: Outcome,
  { charges }: Witness,
  parts: readonly KnownPart[],
): string[] {
  if (end === 'delivered') return [];
  const lost = charges.flatMap(({ taskId, sha256 }) => {
    const part = parts.findIndex((known) => known.sha256 === sha256);
    const proof = taskId ?? parts[part]?.text;
    return proof !== undefined && shown.includes(proof) ? [] : [part + 1];
  });
  const isAdmitted = lost.length === 1 && admits.test(said);
  return lost.length === 0 || isAdmitted ? [] : [`parts ${lost.join()} paid for and not shown: ${said}`];
}

/** The task ID of an error fetches what there is of a recording, which must not pass for all of it. */
function gapNamed({ left }: Outcome, heard: string | undefined): string[] {
  if (left === undefined || left.text === heard) return [];
  const isNamed = left.warning?.includes('is missing from this transcript');
  return isNamed && left.text ? [] : [`passes for the whole recording: ${left.text}`];
}

/** What appears in messages when a case was not considered. */
const machineWords = /undefined|\bNaN\b|\[object|\bnull\b|\bat .+\(.+:\d+:\d+\)|TypeError|ZodError/;

function plainWords({ end, said }: Outcome): string[] {
  if (end !== 'failed') return [];
  // A paid answer is quoted unchanged.
  const [own = ''] = said.split('What came instead:');
  const isSentence = /^[A-Z"].{20,}[.!]$/s.test(own.trim());
  return !isSentence || machineWords.test(own) ? [`not in plain words: ${said}`] : [];
}

function secretsKept({ shown }: Outcome, { requests, tickets }: Witness): string[] {
  const shownSecrets = [...secrets, ...tickets].filter((secret) => shown.includes(secret));
  const [apikleyKey = '', elkapiKey = ''] = secrets;
  const misdirected = requests.filter((request) => {
    const sent = JSON.stringify(request);
    const own = request.host === 'apikley' ? apikleyKey : request.host === 'files' ? undefined : elkapiKey;
    return [apikleyKey, elkapiKey].some((key) => key !== own && sent.includes(key));
  });
  return [
    ...shownSecrets.map((secret) => `shown: ${secret}`),
    ...misdirected.map(({ host, path }) => `a key went to ${host}${path}`),
  ];
}
