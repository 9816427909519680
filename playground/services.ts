import { startEmulator } from '../emulator/emulator';
import { isPortFree } from './ports';
import type { CredentialInput } from './rest';

/** The names by which the example workflows refer to their credentials. */
export const credentialNames = { apikley: 'Apikley account', elkapi: 'ElkAPI account' } as const;

export interface Services {
  credentials: CredentialInput[];
  /** One line for each service: what answers. Names no key. */
  summary: string[];
  /** Where the example recordings are, with a slash at the end. */
  audioUrl: string;
  /** Whether Apikley's callbacks come from the internet. */
  realApikley: boolean;
  stop(): Promise<void>;
}

const real = {
  apikley: 'https://api.apikley.ru',
  elkapi: 'https://api.elkapi.com/v1',
  balance: 'https://query.elkapi.com',
} as const;

/** The examples name the first; the others only spare the credentials a change at each start. */
const preferredPorts = { files: 5700, apikley: 5701, elkapi: 5702, balance: 5703, control: 5704 } as const;

/** Long enough to see a workflow wait, short enough to try again. */
const taskMs = 4_000;

/**
 * Each provider is the real one where its key is in the environment, else emulated on this machine. The emulator
 * runs in any case: it serves the example recordings.
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

/** Those of the ports that nothing listens on. */
async function freeOf<Name extends string>(
  ports: Record<Name, number>,
): Promise<Partial<Record<Name, number>>> {
  const free: Partial<Record<Name, number>> = {};
  for (const name in ports) {
    if (await isPortFree(ports[name])) free[name] = ports[name];
  }
  return free;
}
