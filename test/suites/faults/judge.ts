import type { EmulatorControl } from '../../../emulator/control';
import type { RequestRecord } from '../../../emulator/recorder';
import type { Outcome } from './outcome';
import { secrets } from './scene';

/** What the services saw during a case. */
export interface Witness {
  requests: RequestRecord[];
  /** Secrets created during the case and sent in its callback URL. */
  tickets: string[];
  taskIds: string[];
  /** What the accounts were charged for. */
  charges: number;
}

export async function witness(control: EmulatorControl): Promise<Witness> {
  const tasks = await control.tasks();
  return {
    requests: await control.requests(),
    tickets: tasks.flatMap(({ callBackUrl }) =>
      callBackUrl === undefined ? [] : [...new URL(callBackUrl).searchParams.values()],
    ),
    taskIds: tasks.map(({ id }) => id),
    charges: (await control.charged()).length,
  };
}

/** Checks every rule that must hold whatever goes wrong. @returns the broken rules, in words */
export function brokenRules(outcome: Outcome, seen: Witness, heard: string | undefined): string[] {
  return [
    ...paidOnce(outcome, seen),
    ...nothingLost(outcome, seen),
    ...plainWords(outcome),
    ...secretsKept(outcome, seen),
    ...(outcome.end === 'delivered' && outcome.text !== heard ? ['another transcript came out'] : []),
  ];
}

const claimsNothing = /Nothing was (submitted|transcribed|sent)/;
const admits = 'may have';

function paidOnce({ end, said }: Outcome, { charges }: Witness): string[] {
  return [
    ...(charges > 1 ? [`paid ${charges} times`] : []),
    ...(end === 'failed' && charges > 0 && claimsNothing.test(said) ? [`paid, and said: ${said}`] : []),
  ];
}

function nothingLost({ end, said, kept }: Outcome, { charges, taskIds }: Witness): string[] {
  if (end === 'delivered') return [];
  const lost = taskIds.filter((id) => !kept.includes(id));
  const unnamed = lost.length > 0 || (taskIds.length === 0 && charges > 0);
  return unnamed && !said.includes(admits) ? [`paid for and not spoken of: ${said}`] : [];
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
