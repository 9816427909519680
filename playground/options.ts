import { parseArgs } from 'node:util';

import { PlainFailure } from './failure';

const defaultPort = 5678;

export interface StartOptions {
  port: number;
}

const usage = 'Usage: npm start [-- --port 5688]';

/** Options of `npm start`. The port may also come from PORT. */
export function startOptions(args: string[], env: NodeJS.ProcessEnv = process.env): StartOptions {
  const given = readPort(args) ?? env.PORT;
  if (given === undefined || given === '') return { port: defaultPort };
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PlainFailure(`"${given}" is not a port: a number from 1 to 65535 is needed.\n${usage}`);
  }
  return { port };
}

function readPort(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { port: { type: 'string', short: 'p' } } }).values.port;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PlainFailure(`${reason}\n${usage}`);
  }
}
