import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { providers } from '../providers/registry';
import type { Clock } from '../transcription/calls/clock';
import { TranscriptionError } from '../transcription/errors';
import { defaultRetryPolicy, retry } from '../transcription/calls/retry';
import { readArguments } from './arguments';
import { printedWithout } from './printed';
import { runLive } from './run';
import { saveTranscript } from './save';
import { readSource } from './source';
import { TellingClient } from './tellingClient';
import { UndiciClient } from './undiciClient';

const keyNames = { apikley: 'APIKLEY_API_KEY', elkapi: 'ELKAPI_API_KEY' } as const;
const baseUrls = { apikley: 'https://api.apikley.ru', elkapi: 'https://api.elkapi.com/v1' } as const;

const clock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, { signal });
  },
};

async function ask(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Go on? (yes/no) ');
  terminal.close();
  return answer.trim() === 'yes';
}

/** Until the key is known, there is none to hide. */
let printed = printedWithout('');
const say = (line: string): void => console.log(printed(line));
const complain = (line: string): void => console.error(printed(line));

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  const apiKey = process.env[keyNames[given.provider]];
  if (apiKey) printed = printedWithout(apiKey);
  else throw new Error(`Set ${keyNames[given.provider]} to your key first.`);
  const { audio, baseName, durationSeconds } = await readSource(given.source);
  const client = new UndiciClient(apiKey);
  const http = new TellingClient(client, say);
  try {
    const provider = providers[given.provider].create(
      {
        http,
        clock,
        retry: (operation) => retry(operation, defaultRetryPolicy, { clock, random: Math.random }),
        charge: (send) => send(),
        uploadTimeoutMs: 600_000,
      },
      { apiKey, baseUrl: given.baseUrl ?? baseUrls[given.provider], balanceUrl: given.balanceUrl },
    );
    if (given.out !== undefined) mkdirSync(given.out, { recursive: true });
    await runLive({
      provider,
      request: {
        audio,
        language: given.language,
        wantWords: true,
        providerOptions: {},
      },
      durationSeconds,
      pricePerMinute: given.price,
      clock,
      say,
      submitted: (taskId) => {
        process.once('SIGINT', () => {
          complain(`Stopped. The task goes on, and is paid for. Its ID: ${taskId}`);
          process.exit(130);
        });
      },
      transcribed: (transcript) => {
        if (given.out === undefined) return;
        for (const file of saveTranscript(transcript, given.out, baseName)) say(`Written: ${file}`);
      },
      agrees: async () => given.yes || (await ask()),
    });
  } finally {
    await client.close();
  }
}

main().catch((error: unknown) => {
  complain(error instanceof Error ? error.message : 'The check failed.');
  if (error instanceof TranscriptionError && error.description) complain(error.description);
  process.exitCode = 1;
});
