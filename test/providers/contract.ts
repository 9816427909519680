import { describeBalance } from './contract/balance';
import { type ProviderSetup, useBench } from './contract/bench';
import { describeCallbacks } from './contract/callbacks';
import { describeChecking } from './contract/checking';
import { describeRedirects } from './contract/redirects';
import { describeRefusals } from './contract/refusals';
import { describeSendingOnce } from './contract/sendingOnce';
import { describeTasks } from './contract/tasks';
import { describeTranscribing } from './contract/transcribing';

/**
 * The promises that every provider keeps. A new provider calls this function in its own test file; its service has to
 * be emulated.
 */
export function describeProvider(name: string, setup: ProviderSetup): void {
  describe(`${name}, as every provider`, () => {
    const bench = useBench(setup);
    describeTranscribing(bench);
    describeChecking(bench);
    describeRefusals(bench);
    describeSendingOnce(bench);
    describeRedirects(bench);
    describeBalance(bench);
    if (setup.readsTask !== undefined) describeTasks(bench, setup.readsTask);
    const { taskIdOfCallback } = setup.definition;
    if (taskIdOfCallback !== undefined) describeCallbacks(bench, taskIdOfCallback);
  });
}
