import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startEmulator, type EmulatorOptions } from './emulator';

/* `tsx emulator/main.ts [--apikley-port 4001 …]`; each flag also has a variable, such as EMULATOR_APIKLEY_PORT. */

const PORTS = ['apikley', 'elkapi', 'balance', 'files', 'control'] as const;
const number = z.coerce.number().int().nonnegative().optional();

function readOptions(): EmulatorOptions {
  const flags = [
    ...PORTS.map((name) => `${name}-port`),
    'apikley-key',
    'elkapi-key',
    'task-ms',
    'tap-folder',
  ];
  const { values } = parseArgs({
    options: Object.fromEntries(flags.map((flag) => [flag, { type: 'string' as const }])),
  });
  const given = (flag: string) =>
    z
      .string()
      .optional()
      .parse(values[flag] ?? process.env[`EMULATOR_${flag.replaceAll('-', '_').toUpperCase()}`]);
  return {
    ports: Object.fromEntries(PORTS.map((name) => [name, number.parse(given(`${name}-port`))])),
    apikleyKey: given('apikley-key'),
    elkapiKey: given('elkapi-key'),
    taskMs: number.parse(given('task-ms')),
    tapFolder: given('tap-folder'),
  };
}

async function main(): Promise<void> {
  const emulator = await startEmulator(readOptions());
  const { urls, keys } = emulator;
  process.stdout.write(`${JSON.stringify({ urls, keys })}\n`);
  const end = () => void emulator.stop();
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
