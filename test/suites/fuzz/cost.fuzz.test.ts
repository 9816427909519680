import { errorProblems } from './errorProblems';
import { holds } from './holds';
import { hostileAnswer, jsonOf, places, readAnswer, worthless } from './hostileAnswers';
import { hostileAnswers } from './plan';
import { ReadingProcess } from './readingProcess';

/*
 * What an answer costs by its entries, and not by its bytes. Processor time is compared with that of parsing the same
 * JSON in the same run, so the speed of the machine and what else it does cancel out.
 */

/** How many times the parsing of entries with nothing to read they may cost. */
const mostForWorthless = 5;

/** Free reads are repeated a few times if their answer is wrong. */
const mostOfAll = 40;

/** Below this, what is measured is the compiler and the garbage of the tests before. */
const leastMs = 40;

/** A busy moment does not last; what costs too much does so each time. */
const mostTries = 4;

async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

let mostMs = 0;
afterAll(() => {
  process.stdout.write(`The answer that cost most took ${Math.round(mostMs)} ms of the processor\n`);
});

/** Milliseconds by which reading costs more than it may, at most 0 if it does not. */
async function excessOf(reading: string, json: string, most: number): Promise<number> {
  let excess = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < mostTries && excess > 0; tries += 1) {
    const parsing = await processorMs(() => JSON.parse(json));
    let failure: unknown;
    const taken = await processorMs(async () => {
      await readAnswer(reading, json).catch((error: unknown) => (failure = error));
    });
    if (failure !== undefined) expect(errorProblems(failure)).toEqual([]);
    excess = Math.min(excess, taken - leastMs - most * parsing);
    if (excess <= 0) mostMs = Math.max(mostMs, taken);
  }
  return excess;
}

holds(
  'an answer costs a few times what parsing it does, whatever is in it and wherever it comes',
  hostileAnswer([20_000, 100_000, 500_000]),
  400,
  async ({ reading, ...answer }) => {
    expect(await excessOf(reading, jsonOf(answer), mostOfAll)).toBeLessThanOrEqual(0);
  },
);

test('none of the entries without anything to read costs more in any place of a transcript', async () => {
  for (const entry of worthless) {
    for (const place of places.keys()) {
      for (const reading of ['recordInfo', 'transcription']) {
        const json = jsonOf({ entries: [entry], bytes: 400_000, place });
        const excess = await excessOf(reading, json, mostForWorthless);
        const where = { entry, in: places[place]?.(''), reading };
        expect({ ...where, excess: Math.max(0, excess) }).toMatchObject({ excess: 0 });
      }
    }
  }
});

describe('in a process with little memory', () => {
  const reading = new ReadingProcess();
  afterAll(async () => {
    process.stdout.write(`The large answer that cost most took ${Math.round(reading.mostMs)} ms\n`);
    await reading.end();
  });

  test('the entries that take most memory are among them, and are not parsed', async () => {
    for (const kind of ['{"999":1}', '{}', '[]']) {
      const answer = { reading: 'transcription', entries: [kind], bytes: 24_000_000, place: 0 };
      expect(await reading.problemsOf(answer)).toEqual([]);
    }
  });

  holds(
    'an answer of any size that is read takes no more than 300 MB beyond itself',
    hostileAnswer([20_000, 1_000_000, 8_000_000, 24_000_000]),
    hostileAnswers,
    async (answer) => {
      expect(await reading.problemsOf(answer)).toEqual([]);
    },
    'firstFailure',
  );
});
