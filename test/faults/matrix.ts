import { randomUUID } from 'node:crypto';
import { createLimiter } from '../../transcription/limit';
import { type Fault, faultsOf } from './faults';
import { brokenRules, witness } from './judge';
import type { FaultyRequest, Scenario } from './scenarios';
import { openStage, type Scene, secrets, type Stage } from './scene';
import { type End, tally } from './tally';

const heavyAtATime = createLimiter(2);

interface Case {
  name: string;
  scenario: Scenario;
  request: FaultyRequest;
  /** Undefined: the host refuses connections. */
  fault: (elsewhere: string) => Fault | undefined;
  times: 'once' | 'always';
}

/** One for a file: n8n's engine keeps its settings for as long as its process lives. */
let opened: Promise<Stage> | undefined;
export const stage = () => (opened ??= openStage());
afterAll(async () => (await opened)?.close());

/** A test for every request of a scenario, every fault, and whether it strikes once or for good. */
export function describeFaults(scenario: Scenario): void {
  describe(scenario.mode, () => {
    test.concurrent.each(casesOf(scenario).map((each) => [each.name, each] as const))(
      '%s',
      async (_name, each) => expect(await judged(await stage(), each)).toEqual([]),
    );

    test('writes no secret into the log', async () => {
      const log = (await stage()).log();
      const lines = log.split('\n').filter((line) => secrets.some((secret) => line.includes(secret)));
      expect(lines.slice(0, 3)).toEqual([]);
      expect(/[?&](ticket|transcribe)=[\w-]+/.exec(log)?.[0]).toBeUndefined();
    });
  });
}

function casesOf(scenario: Scenario): Case[] {
  return scenario.requests.flatMap((request) => {
    const cases = (name: string, slow: boolean | undefined, fault: Case['fault']): Case[] =>
      (slow ? (['once'] as const) : (['once', 'always'] as const)).map((times) => ({
        name: `${request.on}: ${name}, ${times}`,
        scenario,
        request,
        fault,
        times,
      }));
    const named = faultsOf(request.dialect, { url: '' }).flatMap(({ name, slow }) =>
      cases(name, slow, (elsewhere) =>
        faultsOf(request.dialect, { url: elsewhere }).find((fault) => fault.name === name),
      ),
    );
    return [...named, ...(request.on === 'resultFile' ? [] : cases('refused', false, () => undefined))];
  });
}

async function judged(stage: Stage, { scenario, request, fault, times }: Case): Promise<string[]> {
  const page = `/elsewhere/${randomUUID()}`;
  const found = fault(stage.elsewhere.urls.files + page);
  const act = () =>
    stage.withScene(async (scene) => {
      const { control } = scene.emulator;
      if (request.facts) await control.setFacts(request.facts);
      if (found === undefined) await refuse(scene, request, times);
      else {
        const how = { times: times === 'once' ? 1 : null };
        await control.addFault({ on: request.on, action: found.action, ...how });
      }
      // A failed item may stop the workflow or go on in it: both have to say the same.
      const onError = times === 'once' ? undefined : 'continueRegularOutput';
      const outcome = await scenario.play(scene, { slow: found?.slow === true, onError });
      tally({ row: `${scenario.mode}: ${request.on}`, fault: found?.name ?? 'refused', end: outcome.end });
      const broken = brokenRules(outcome, await witness(control), scenario.text);
      const expected = expectedEnd(scenario, request, found, times);
      if (expected !== undefined && outcome.end !== expected) {
        broken.push(`came out as ${outcome.end}, not ${expected}: ${outcome.said}`);
      }
      return [...broken, ...(await visits(stage, page, request))];
    }, found !== undefined);
  return found?.heavy ? await heavyAtATime(act) : await act();
}

/** What passes, on a request that costs nothing to repeat, nobody has to know of. */
function expectedEnd(
  { success }: Scenario,
  { kind }: FaultyRequest,
  fault: Fault | undefined,
  times: Case['times'],
): End | undefined {
  const passes = fault === undefined || (fault.nature === 'passes' && kind === 'free');
  return times === 'once' && passes && kind !== 'source' ? success : undefined;
}

/** Only what carries no key is followed to another host. */
async function visits({ elsewhere }: Stage, page: string, { on }: FaultyRequest): Promise<string[]> {
  const visitors = (await elsewhere.control.requests()).filter(({ path }) => path === page);
  const mayFollow = on === 'resultFile' || on === 'audio';
  return visitors.flatMap((visitor) => {
    const carried = secrets.filter((secret) => JSON.stringify(visitor).includes(secret));
    return [
      ...(mayFollow ? [] : [`followed a redirect with ${on}`]),
      ...carried.map((secret) => `carried to another host: ${secret}`),
    ];
  });
}

/** Shorter than what the tries span on the fast clock. */
const awayMs = 200;

/** Lets the host refuse connections from the time when the request is due. */
async function refuse(
  { emulator }: Scene,
  { on, after }: FaultyRequest,
  times: Case['times'],
): Promise<void> {
  const { control, urls } = emulator;
  const action = { kind: 'goAway', ms: times === 'once' ? awayMs : null } as const;
  if (after !== undefined) return await control.addFault({ on: after, action });
  const knocks = {
    apikley: ['credit', `${urls.apikley}/api/v1/chat/credit`],
    elkapi: ['models', `${urls.elkapi}/models`],
    quota: ['quota', `${urls.balance}/user/quota`],
    audio: ['unknown', `${urls.files}/knock`],
  } as const;
  const host =
    on === 'quota' || on === 'audio'
      ? on
      : on === 'transcriptions' || on === 'translations'
        ? 'elkapi'
        : 'apikley';
  const [knocked, url] = knocks[host];
  await control.addFault({ on: knocked, action });
  await (await fetch(url)).text();
}
