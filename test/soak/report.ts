import { count, table } from '../bench/markdown';
import type { FoundExecution } from './execution';
import type { Fetched } from './fetchPending';
import type { History } from './history';
import { doubled, type Entry, fates, type Fate } from './ledger';
import { modes } from './ways';

export interface Outcome {
  history: History;
  executions: FoundExecution[];
  entries: Entry[];
  /** Transcripts in the wrong place, or forged ones. */
  wrong: number;
  /** Executions that have not ended and are not expected to. */
  open: number;
  fetched: Fetched;
  /** Executions whose next node ran more than once. */
  wentOnTwice: number;
  /** Executions that an Apikley Trigger started for a task that had already started one. */
  startedAgain: number;
  /** Counted from the end of the requested duration. */
  afterMs: number;
}

const fateNames = Object.keys(fates).filter((name): name is Fate => name in fates);

export const isSound = ({ entries, wrong, open, wentOnTwice }: Outcome): boolean =>
  doubled(entries).length === 0 &&
  wrong + open + wentOnTwice === 0 &&
  !entries.some(({ fate }) => fate === 'lost');

/** The ledger as Markdown. */
export function report(outcome: Outcome): string {
  const { history, executions, entries, wrong, open, fetched, startedAgain, wentOnTwice, afterMs } = outcome;
  const items = history.launches.reduce((sum, { recordings }) => sum + recordings.length, 0);
  const cancelled = history.launches.filter(({ cancelledAt }) => cancelledAt !== undefined).length;
  const retries = executions.filter(({ retryOf }) => retryOf !== undefined);
  const mended = retries.filter(({ status }) => status === 'success').length;
  const retried = retries.length;
  const unanswered = [...history.unanswered.values()].reduce((sum, more) => sum + more, 0);
  return [
    '### Ledger\n\n',
    ledger(entries),
    '### What was done\n\n',
    table(
      ['', 'count'],
      [
        ['workflows started', count(history.launches.length)],
        ['… that n8n was killed too early to answer', count(unanswered)],
        ['recordings', count(items)],
        ['executions that n8n holds, those of the trigger among them', count(executions.length)],
        ...tally(executions.map(({ status }) => `… ${status}`)),
        ['kills (SIGKILL) of n8n', count(history.count('kill'))],
        ['restarts (SIGTERM) of n8n', count(history.count('restart'))],
        ['seconds that n8n was off or starting', count(Math.round(history.offMs / 1000))],
        ['executions cancelled', count(cancelled)],
        ['failed executions retried by hand', count(retried)],
        ['… of them, that then succeeded', count(mended)],
        ['faults scripted', count(history.faults.length)],
        ['seconds from the end of the time to this ledger', count(Math.round(afterMs / 1000))],
      ],
    ),
    '### What came of it\n\n',
    table(
      ['', 'count'],
      [
        ['doubled: recordings paid for more than once', count(doubled(entries).length)],
        ['lost', count(entries.filter(({ fate }) => fate === 'lost').length)],
        ['transcripts in a wrong place, or forged', count(wrong)],
        ['executions that never came to rest', count(open)],
        ['executions that went on more than once', count(wentOnTwice)],
        ['workflows that an Apikley Trigger started a second time for one task', count(startedAgain)],
        ['task IDs left', count(fetched.left)],
        ['… handed to Get Transcript afterwards', count(fetched.asked)],
        ['… that gave their transcripts', count(fetched.transcripts)],
        ['… whose tasks the provider never ends', count(fetched.running)],
      ],
    ),
    '### Faults\n\n',
    'Each strikes once to three times, or for seconds to a minute, where it meets its recording; those of the weather up to thirty times, whoever asks.\n\n',
    table(['', 'scripted'], tally(history.faults.map(({ name }) => name))),
  ].join('');
}

function ledger(entries: readonly Entry[]): string {
  const row = (name: string, of: readonly Entry[]) => [
    name,
    count(of.length),
    ...fateNames.map((fate) => count(of.filter((entry) => entry.fate === fate).length)),
  ];
  return table(
    ['', 'submitted', ...Object.values(fates)],
    [
      ...Object.entries(modes).map(([mode, name]) =>
        row(
          name,
          entries.filter((entry) => entry.mode === mode),
        ),
      ),
      row('all', entries),
    ],
  );
}

/** How often each name occurs, in alphabetical order. */
function tally(names: string[]): string[][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort().map(([name, times]) => [name, count(times)]);
}
