import { parseArgs } from 'node:util';

import { PlainFailure } from './failure';

const defaultPort = 5678;

export interface StartOptions {
  port: number;
  /** Whether to open n8n in the browser. */
  open: boolean;
}

const usage = 'Usage: npm start [-- --port 5688 --no-open]';

/** Options of `npm start`. The port may also come from PORT. */
export function startOptions(args: string[], env: NodeJS.ProcessEnv = process.env): StartOptions {
  const { port: asked, 'no-open': closed = false } = readOptions(args);
  const given = asked ?? env.PORT;
  const port = given === undefined || given === '' ? defaultPort : Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PlainFailure(`"${given}" is not a port: a number from 1 to 65535 is needed.\n${usage}`);
  }
  return { port, open: !closed };
}

function readOptions(args: string[]): { port?: string; 'no-open'?: boolean } {
  try {
    return parseArgs({
      args,
      options: { port: { type: 'string', short: 'p' }, 'no-open': { type: 'boolean' } },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PlainFailure(`${reason}\n${usage}`);
  }
}
