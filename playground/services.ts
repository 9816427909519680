import { startEmulator } from '../emulator/emulator';
import { isPortFree } from './ports';
import type { CredentialInput } from './rest';

/** The names that the example workflows use for their credentials. */
export const credentialNames = { apikley: 'Apikley account', elkapi: 'ElkAPI account' } as const;

export interface Services {
  credentials: CredentialInput[];
  /** One line per service, saying what answers. Contains no key. */
  summary: string[];
  /** The base URL of the example recordings, with a trailing slash. */
  audioUrl: string;
  /** Whether the real Apikley sends callbacks, over the internet. */
  realApikley: boolean;
  stop(): Promise<void>;
}

const real = {
  apikley: 'https://api.apikley.ru',
  elkapi: 'https://api.elkapi.com/v1',
  balance: 'https://query.elkapi.com',
} as const;

/** The examples refer to the first; with the others fixed, credentials need no update on each start. */
const preferredPorts = { files: 5700, apikley: 5701, elkapi: 5702, balance: 5703, control: 5704 } as const;

/** Long enough to see a workflow wait, short enough to try again. */
const taskMs = 4_000;

/**
 * Uses the real provider if its key is in the environment, otherwise an emulated one on this machine. The emulator
 * always runs, because it serves the example recordings.
 */
export async function startServices(env: NodeJS.ProcessEnv = process.env): Promise<Services> {
  const keys = { apikley: env.APIKLEY_API_KEY?.trim(), elkapi: env.ELKAPI_API_KEY?.trim() };
  const emulator = await startEmulator({ taskMs, ports: await freeOf(preferredPorts) });
  const { urls } = emulator;
  const hmacKey = env.APIKLEY_WEBHOOK_HMAC_KEY?.trim();
  return {
    credentials: [
      {
        name: credentialNames.apikley,
        type: 'apikleyApi',
        data: keys.apikley
          ? { apiKey: keys.apikley, baseUrl: real.apikley, ...(hmacKey && { webhookHmacSecret: hmacKey }) }
          : { apiKey: emulator.keys.apikley, baseUrl: urls.apikley },
      },
      {
        name: credentialNames.elkapi,
        type: 'elkApi',
        data: keys.elkapi
          ? { apiKey: keys.elkapi, baseUrl: real.elkapi, balanceUrl: real.balance }
          : { apiKey: emulator.keys.elkapi, baseUrl: urls.elkapi, balanceUrl: urls.balance },
      },
    ],
    summary: [
      `Apikley: ${keys.apikley ? 'the real service, with the key from APIKLEY_API_KEY' : emulated('APIKLEY_API_KEY')}`,
      `ElkAPI:  ${keys.elkapi ? 'the real service, with the key from ELKAPI_API_KEY' : emulated('ELKAPI_API_KEY')}`,
    ],
    audioUrl: `${urls.files}/audio/`,
    realApikley: Boolean(keys.apikley),
    stop: () => emulator.stop(),
  };
}

function emulated(variable: string): string {
  return `emulated on this machine (set ${variable} to use the real service)`;
}

/** The ports that nothing listens on. */
async function freeOf<Name extends string>(
  ports: Record<Name, number>,
): Promise<Partial<Record<Name, number>>> {
  const free: Partial<Record<Name, number>> = {};
  for (const name in ports) {
    if (await isPortFree(ports[name])) free[name] = ports[name];
  }
  return free;
}
