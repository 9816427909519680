import { randomUUID } from 'node:crypto';
import { createLimiter } from '../../../transcription/calls/limit';
import { minuteMs, systemClock } from './fastClock';
import { type Fault, faultsAt, faultsOf, oddTaskId, type Times } from './faults';
import { admits, brokenRules, witness } from './judge';
import { knownParts, teachParts } from './longRecording';
import type { Outcome } from './outcome';
import type { FaultyRequest, Scenario } from './scenarios';
import { openStage, secrets, type Stage } from './scene';
import { script } from './script';
import { type Strike, strikesOf } from './strikes';
import { type End, tally } from './tally';

const heavyAtATime = createLimiter(2);

interface Case extends Strike {
  name: string;
  scenario: Scenario;
  request: FaultyRequest;
  /** Undefined if the host refuses connections. */
  fault: (elsewhere: string) => Fault | undefined;
  isSlow: boolean;
}

const lasting: Record<Times, string> = { once: 'once', forAMinute: 'for a minute', always: 'always' };

/** One per file, because n8n's engine keeps its settings as long as its process lives. */
let opened: Promise<Stage> | undefined;
export const stage = () => (opened ??= openStage());
afterAll(async () => (await opened)?.close());

/** A test for every request of a scenario, every fault, and whether it occurs once or permanently. */
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

/** Those that wait for a timeout come first, so that the others run meanwhile. */
function casesOf(scenario: Scenario): Case[] {
  return scenario.requests
    .flatMap((request) => {
      const all = (url: string): Fault[] => [
        ...(request.only ? [] : faultsOf(request.dialect, { url })),
        ...(faultsAt[request.on] ?? []),
      ];
      const cases = (
        name: string,
        strikes: readonly Strike[],
        fault: Case['fault'],
        isSlow = false,
      ): Case[] =>
        strikes.map(({ times, place }) => ({
          name: `${request.on}${place === undefined ? '' : ` of part ${place + 1}`}: ${name}, ${lasting[times]}`,
          scenario,
          request,
          fault,
          times,
          place,
          isSlow,
        }));
      const turns = scenario.inParts?.turns;
      const listed = all('');
      const named = listed.flatMap((listedFault, index) => {
        const { name, slow } = listedFault;
        const fault = (elsewhere: string) => all(elsewhere).find((one) => one.name === name);
        return cases(name, strikesOf(listedFault, index, turns), fault, slow);
      });
      if (request.on === 'resultFile' || request.only) return named;
      return [...named, ...cases('refused', strikesOf({}, listed.length, turns), () => undefined)];
    })
    .sort((one, other) => Number(other.isSlow) - Number(one.isSlow));
}

/** Long before the deadline of a wait for a task that takes a minute or more. */
const soonMs = 30 * 60_000;

async function judged(stage: Stage, { scenario, request, fault, times, place }: Case): Promise<string[]> {
  const page = `/elsewhere/${randomUUID()}`;
  const found = fault(stage.elsewhere.urls.files + page);
  const act = () =>
    stage.withScene(async (scene) => {
      const { control } = scene.emulator;
      if (request.facts) await control.setFacts(request.facts);
      if (scenario.inParts) await teachParts(control);
      await script(scene, request, found?.action, times, place);
      // The task is still running when the fault is over.
      if (times === 'forAMinute') await control.planTasks({ taskMs: 1.3 * minuteMs });
      // A failed item may stop the workflow or let it continue; the error must be the same in both cases.
      const onError = times === 'once' ? undefined : 'continueRegularOutput';
      // What passes has all the time it needs, also on a busy machine; only what is for good has to end soon.
      const slow = found?.slow === true || found?.nature === 'ends' || times !== 'always';
      const startedAt = systemClock.now();
      // Elsewhere than in the middle, it is certain which part meets the fault. Whoever is gone is so for all parts.
      const oneByOne = times !== 'once' || place !== 1 || found === undefined;
      // What the service says of a task is its last word: a failed one cost nothing and is submitted again.
      const isEnded = request.on === 'recordInfo' && found?.nature === 'stays';
      const retried = times !== 'once' || isEnded ? undefined : place === 0 ? 'byHand' : 'byN8n';
      const outcome = await scenario.play(scene, { slow, onError, oneByOne, retried });
      const tookMs = systemClock.now() - startedAt;
      tally({ row: `${scenario.mode}: ${request.on}`, fault: found?.name ?? 'refused', end: outcome.end });
      const parts = scenario.inParts ? await knownParts() : undefined;
      const broken = brokenRules(outcome, await witness(control), scenario.text, parts);
      if (parts && retried && outcome.end === 'failed' && !isSettled(outcome))
        broken.push(`was not retried: ${outcome.said}`);
      const expected = expectedEnd(scenario, request, found, times);
      if (expected !== undefined && outcome.end !== expected) {
        broken.push(`came out as ${outcome.end}, not ${expected}: ${outcome.said}`);
      }
      if (found?.nature === 'ends' && scenario.waits) {
        broken.push(...endedInVain(outcome, scenario.takesTurns ? 0 : tookMs));
      }
      return [...broken, ...(await visits(stage, page, request))];
    }, found !== undefined);
  return found?.heavy ? await heavyAtATime(act) : await act();
}

/** A retry pays for nothing that may have been paid for, or whose task ID the service gave, however odd it is. */
const isSettled = ({ said }: Outcome) =>
  admits.test(said) || said.includes(`no task with the ID "${oddTaskId}"`);

/** A passing fault on a request that is free to repeat must stay invisible. */
function expectedEnd(
  { success, waits }: Scenario,
  { kind, on }: FaultyRequest,
  fault: Fault | undefined,
  times: Case['times'],
): End | undefined {
  if (fault === undefined) return times === 'once' && kind !== 'source' ? success : undefined;
  const { nature } = fault;
  if (nature === 'answers') return success;
  const isReading = waits && (on === 'recordInfo' || on === 'resultFile');
  if (nature === 'ends') return isReading ? 'failed' : undefined;
  if (times === 'always') return undefined;
  if (nature === 'aside') return isReading ? success : undefined;
  return nature === 'passes' && kind === 'free' ? success : undefined;
}

/** A result that will never be readable must not be waited for, and the message must not blame the service. */
function endedInVain({ said }: Outcome, tookMs: number): string[] {
  return [
    ...(tookMs > soonMs ? [`took ${Math.round(tookMs / 60_000)} minutes`] : []),
    ...(/result file/i.test(said) ? [] : [`does not name the result file: ${said}`]),
    ...(said.includes('Base URL') ? [`blames the Base URL: ${said}`] : []),
  ];
}

/** Only requests without a key follow redirects to another host. */
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
