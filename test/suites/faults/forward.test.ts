import { randomUUID } from 'node:crypto';
import { forward } from '../../../nodes/ApikleyTrigger/forward';
import { makeTicket, ticketKey } from '../../../transcription/callbacks/ticket';
import type { Call } from '../../engine/exchange';
import { faultsOf } from './faults';
import { stage } from './matrix';
import { secrets } from './scene';
import { tally } from './tally';

const cases = faultsOf('plain', { url: '' }).flatMap(({ name, slow }) =>
  (slow ? (['once'] as const) : (['once', 'always'] as const)).map(
    (times) => [`${name}, ${times}`, name, times] as const,
  ),
);

describe('a callback that is handed on to a suspended workflow', () => {
  test.concurrent.each(cases)(
    'comes to an end, and names its task if it is lost: %s',
    async (_title, name, times) => {
      const shared = await stage();
      const { elsewhere } = shared;
      await shared.withScene(async ({ engine, emulator }) => {
        const { control, urls, keys } = emulator;
        const page = `/elsewhere/${randomUUID()}`;
        const fault = faultsOf('plain', { url: elsewhere.urls.files + page }).find(
          (one) => one.name === name,
        );
        if (fault === undefined) throw new Error(`There is no fault ${name}`);
        const resumeUrl = `${urls.files}/webhook-waiting/1/transcribe?transcribe=secret-of-the-door`;
        // A first callback provides n8n's helper, with which the trigger's own code forwards calls.
        const heard = { kind: 'body', body: '{"status":"waiting"}', when: 'afterBody' } as const;
        await control.addFault({ on: 'unknown', action: heard, times: 1 });
        const ticket = makeTicket({ resumeUrl }, ticketKey(keys.apikley), Date.now(), 1e9);
        const call: Call = { query: { ticket }, body: { taskId: 'task_first' } };
        const { status, outputs } = await engine.call({ role: 'trigger', parameters: {} }, call);
        expect([status, outputs]).toEqual([200, undefined]);
        await control.waitFor('unknown', 1, 300_000);
        await control.addFault({ on: 'unknown', action: fault.action, times: times === 'once' ? 1 : null });
        await control.addFault({ on: 'unknown', action: heard, times: null });
        const warnings: string[] = [];
        const warn = (message: string) => void warnings.push(message);
        await forward({ logger: { warn } }, resumeUrl, 'task_second');
        const said = warnings.join('\n');
        tally({ row: 'Apikley Trigger: forward', fault: name, end: said ? 'pending' : 'delivered' });
        if (said) expect(said).toContain('task_second');
        for (const secret of [...secrets, 'secret-of-the-door', ticket]) expect(said).not.toContain(secret);
        expect((await elsewhere.control.requests()).filter(({ path }) => path === page)).toEqual([]);
      }, true);
    },
  );
});
