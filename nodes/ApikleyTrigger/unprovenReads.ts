import { apikleySubmitPace } from '../../providers/apikley/options';
import { systemClock } from '../shared/clock';

/**
 * Anyone who knows the URL can call back about made-up tasks. An account can't create tasks faster than Apikley lets
 * it, so neither can genuine callbacks arrive faster, and the larger part of the account's reads stays free for
 * callbacks and executions that have proven theirs.
 */
const { starts: mostReads, perMs } = apikleySubmitPace;

const mostRemembered = 1_000;

interface Window {
  sinceMs: number;
  reads: number;
}

const windows = new Map<string, Window>();

/**
 * Counts a read that a callback without any proof asks for.
 *
 * @param trigger the trigger's key
 * @param isAwaited whether the account is known to have the task. Such reads are counted apart, so that a flood of
 *   made-up tasks does not delay them.
 * @returns false if there were too many of them; the caller should come again
 */
export function mayReadUnproven(trigger: string, isAwaited: boolean): boolean {
  return fits(`${trigger} ${isAwaited ? 'awaited' : 'new'}`);
}

/**
 * Counts a callback that brings no proof, before anything is loaded for it. Looking up the credential of 400 of them
 * keeps n8n's database from everybody else.
 */
export function mayComeUnproven(trigger: string, isAwaited: boolean): boolean {
  return fits(`${trigger} ${isAwaited ? 'awaited' : 'new'} arrived`);
}

function fits(key: string): boolean {
  const nowMs = systemClock.now();
  const known = windows.get(key);
  const window = known !== undefined && nowMs - known.sinceMs < perMs ? known : { sinceMs: nowMs, reads: 0 };
  if (window.reads >= mostReads) return false;
  window.reads += 1;
  windows.delete(key);
  windows.set(key, window);
  const [oldest] = windows.keys();
  if (windows.size > mostRemembered && oldest !== undefined) windows.delete(oldest);
  return true;
}
