import { pass, SmallN8n } from './smallN8n';
import { asked, current, newAccount, tasks } from './tasks';

/** Longer than any callback is repeated. */
const untilAllEndedMs = 26 * 3_600_000;

/**
 * Gives each test an n8n with a trigger of its own, an account that has not been asked for anything, and no tasks.
 * Afterwards, without their tasks, all pending callbacks come to their end.
 */
export function eachTest(begins: (n8n: SmallN8n) => void = () => undefined): void {
  beforeEach(() => {
    tasks.clear();
    asked.length = 0;
    current.account = newAccount();
    begins(new SmallN8n());
  });
  afterEach(async () => {
    tasks.clear();
    await pass(untilAllEndedMs);
  });
}
