import type { FaultInput } from '../../emulator/faults';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { wavHeader } from '../support/wavHeader';
import { runAlternative, type Setting } from './alternativeRun';
import { type AlternativesN8n, type AlternativeWay, alternativeWays } from './alternativeWays';
import { type BenchN8n, freshEmulator, withBench } from './bench';
import { count, megabytes, seconds, table } from './markdown';
import type { PartOptions } from './part';

/** How long each takes for a recording. n8n's own nodes wait for Apikley a little longer than it takes. */
const takesMs = { elkapi: 250, apikley: 1_000 };

type Ways = readonly AlternativeWay[];

/** Just below ElkAPI's limit of 25 MiB. */
const largeMegabytes = 24;

/** Beside what a user would take instead: n8n's OpenAI node with another base URL, and HTTP Request. */
export async function alternatives(part: PartOptions): Promise<string> {
  const short = part.small ? 4 : 50;
  const batch = part.small ? 4 : 10;
  const ways = part.small ? alternativeWays.slice(0, 2) : alternativeWays;
  return await withBench(part, async (bench) =>
    bench.withN8n(async (started) => {
      const n8n = { ...started, openAi: await openAiCredential(started) };
      return [
        `${short} short recordings; ElkAPI takes ${seconds(takesMs.elkapi)} s for each, Apikley `,
        `${seconds(takesMs.apikley)} s.\n\n`,
        await shortTable(n8n, short, ways),
        `Recordings of ${largeMegabytes} MB. Live buffers are what is left without garbage.\n\n`,
        await largeTable(n8n, part, ways),
        `${batch} short recordings, and a mishap with the fourth request. What Stop Workflow stopped is retried in the `,
        'list of executions, and if that fails, too, with the error output, as a user would. With Retry On Fail n8n ',
        'tries three times. A transcript is lost if it was paid for and never reached the next node.\n\n',
        await mishapTable(n8n, batch, part, ways),
      ].join('');
    }),
  );
}

async function openAiCredential({ rest, emulator }: BenchN8n) {
  const { id, name } = await rest.createCredential({
    name: 'ElkAPI for the OpenAI node',
    type: 'openAiApi',
    data: { apiKey: emulator.keys.elkapi, url: emulator.urls.elkapi },
  });
  return { id, name };
}

async function shortTable(n8n: AlternativesN8n, recordings: number, ways: Ways): Promise<string> {
  const rows: string[][] = [];
  for (const way of ways) {
    // The first run loads the code.
    await runAlternative(n8n, way, { urls: await served(n8n, 1, short), takesMs });
    const urls = await served(n8n, recordings, short);
    const { ms, peakBytes, calls, texts } = await runAlternative(n8n, way, { urls, takesMs });
    rows.push([way.name, seconds(ms), megabytes(peakBytes), count(calls), count(texts)]);
  }
  return table(['', 'time, s', 'resident growth, MB', 'calls', 'transcripts'], rows);
}

async function largeTable(n8n: AlternativesN8n, { small }: PartOptions, ways: Ways): Promise<string> {
  const rows: string[][] = [];
  for (const way of ways.filter(({ takesFiles }) => takesFiles)) {
    for (const files of small ? [1] : [1, 10]) {
      const serve = () => served(n8n, files, large);
      const { ms, peakBytes, texts } = await runAlternative(n8n, way, { urls: await serve(), takesMs });
      const watched = await runAlternative(n8n, way, { urls: await serve(), takesMs, watched: true });
      rows.push([
        way.name,
        count(files),
        seconds(ms),
        megabytes(watched.liveBytes),
        megabytes(peakBytes),
        count(texts),
      ]);
    }
  }
  return table(['', 'files', 'time, s', 'live buffers, MB', 'resident growth, MB', 'transcripts'], rows);
}

/** What happens to one recording of the batch, at each of the services. */
const mishaps: Record<string, Record<AlternativeWay['provider'], FaultInput>> = {
  'one is refused': {
    elkapi: {
      on: 'transcriptions',
      action: { kind: 'openaiError', status: 400, message: 'Invalid file format.' },
    },
    apikley: {
      on: 'createTask',
      action: { kind: 'envelope', code: 422, msg: 'The audio_url is invalid' },
    },
  },
  'an answer is lost': {
    elkapi: { on: 'transcriptions', action: { kind: 'drop', when: 'afterProcessing' } },
    apikley: { on: 'createTask', action: { kind: 'drop', when: 'afterProcessing' } },
  },
  'a limit is hit': {
    elkapi: {
      on: 'transcriptions',
      action: {
        kind: 'openaiError',
        status: 429,
        message: 'Rate limit reached.',
        headers: { 'retry-after': '1' },
      },
    },
    apikley: {
      on: 'createTask',
      action: { kind: 'envelope', code: 429, msg: 'The call frequency is too high' },
    },
  },
};

const settings: Record<string, Setting> = {
  'Stop Workflow, retried by hand': {},
  'error output': { onError: 'continueErrorOutput' },
  'Retry On Fail': { retryOnFail: true, maxTries: 3, waitBetweenTries: 1_000 },
};

async function mishapTable(
  n8n: AlternativesN8n,
  recordings: number,
  { small }: PartOptions,
  ways: Ways,
): Promise<string> {
  const rows: string[][] = [];
  const some = <T>(of: Record<string, T>) => Object.entries(of).slice(0, small ? 1 : undefined);
  for (const [mishap, faults] of some(mishaps)) {
    for (const way of ways) {
      for (const [name, setting] of some(settings)) {
        const { calls, paid, paidTwice, texts, failures } = await runAlternative(n8n, way, {
          urls: await served(n8n, recordings, short),
          takesMs,
          fault: { ...faults[way.provider], skip: 3, times: 1 },
          setting,
        });
        const figures = [calls, paid, paidTwice, texts, failures, Math.max(0, paid - paidTwice - texts)];
        rows.push([mishap, way.name, name, ...figures.map(count)]);
      }
    }
  }
  return table(
    ['', 'with', 'on error', 'calls', 'paid', 'paid again', 'transcripts', 'error items', 'lost'],
    rows,
  );
}

interface Recording {
  bytes: Uint8Array;
  extension: string;
  mediaType: string;
}

const short: Recording = {
  bytes: fixtureBytes('english.mp3'),
  extension: 'mp3',
  mediaType: fixtureNamed('english.mp3').mediaType,
};

const silentBytes = largeMegabytes * 1_000_000;
const large: Recording = {
  bytes: Buffer.concat([wavHeader(16_000, 2, silentBytes), Buffer.alloc(silentBytes)]),
  extension: 'wav',
  mediaType: 'audio/wav',
};

/** @returns URLs of recordings that differ in their names */
async function served(
  n8n: BenchN8n,
  recordings: number,
  { bytes, extension, mediaType }: Recording,
): Promise<string[]> {
  await freshEmulator(n8n.emulator);
  const names = Array.from({ length: recordings }, (_, index) => `recording-${index + 1}.${extension}`);
  return await Promise.all(names.map((name) => n8n.control.putFile(name, bytes, mediaType)));
}
