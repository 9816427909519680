import { startEmulator, type Emulator } from '../emulator/emulator';
import type { Places } from './examples';
import { isPortFree } from './ports';
import type { CredentialInput } from './rest';
import { startStandIns } from './standIns/standIns';

/** The names that the example workflows use for their credentials. */
export const credentialNames = { apikley: 'Apikley account', elkapi: 'ElkAPI account' } as const;

export interface Services {
  credentials: CredentialInput[];
  /** One line per service, saying what answers. Contains no key. */
  summary: string[];
  /** What the examples point to. */
  places: Places;
  /** The page that shows what arrived at the stand-ins. */
  arrivedUrl: string;
  /** Whether the real Apikley sends callbacks, over the internet. */
  realApikley: boolean;
  stop(): Promise<void>;
}

const real = {
  apikley: 'https://api.apikley.ru',
  elkapi: 'https://api.elkapi.com/v1',
  balance: 'https://query.elkapi.com',
} as const;

/** The examples refer to the first; with the others fixed, the examples stay the same from start to start. */
const preferredPorts = {
  files: 5700,
  apikley: 5701,
  elkapi: 5702,
  balance: 5703,
  control: 5704,
  standIns: 5705,
} as const;

/** Long enough to see a workflow wait, short enough to try again. */
const taskMs = 4_000;

/** What transcripts of the user's own recordings begin with where no real service is asked. */
const madeUpOpening =
  'This text is made up, because no real service is asked here. Start the playground with APIKLEY_API_KEY or ELKAPI_API_KEY to transcribe your own recordings.';

/**
 * Uses the real provider if its key is in the environment, otherwise an emulated one on this machine. The emulator
 * always runs, because it serves the example recordings.
 *
 * @param recordings the folder of the nightly example
 */
export async function startServices(
  recordings: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Services> {
  const ports = await freeOf(preferredPorts);
  const emulator = await startEmulator({ taskMs, madeUpOpening, ports });
  try {
    const standIns = await startStandIns({ port: ports.standIns, recordings });
    const { credentials, summary, ...transcription } = transcriptionServices(emulator, env);
    return {
      ...transcription,
      credentials: [...credentials, ...standIns.credentials],
      summary: [...summary, 'E-mail, CRM and chat model: stand-ins on this machine'],
      places: { audioUrl: `${emulator.urls.files}/audio/`, crmUrl: standIns.crmUrl, recordings },
      arrivedUrl: standIns.pageUrl,
      stop: async () => {
        await Promise.all([emulator.stop(), standIns.close()]);
      },
    };
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}

function transcriptionServices(
  { urls, keys: emulatedKeys }: Pick<Emulator, 'urls' | 'keys'>,
  env: NodeJS.ProcessEnv,
): Pick<Services, 'credentials' | 'summary' | 'realApikley'> {
  const keys = { apikley: env.APIKLEY_API_KEY?.trim(), elkapi: env.ELKAPI_API_KEY?.trim() };
  const hmacKey = env.APIKLEY_WEBHOOK_HMAC_KEY?.trim();
  return {
    credentials: [
      {
        name: credentialNames.apikley,
        type: 'apikleyApi',
        data: keys.apikley
          ? { apiKey: keys.apikley, baseUrl: real.apikley, ...(hmacKey && { webhookHmacSecret: hmacKey }) }
          : { apiKey: emulatedKeys.apikley, baseUrl: urls.apikley },
      },
      {
        name: credentialNames.elkapi,
        type: 'elkApi',
        data: keys.elkapi
          ? { apiKey: keys.elkapi, baseUrl: real.elkapi, balanceUrl: real.balance }
          : { apiKey: emulatedKeys.elkapi, baseUrl: urls.elkapi, balanceUrl: urls.balance },
      },
    ],
    summary: [
      `Apikley: ${keys.apikley ? 'the real service, with the key from APIKLEY_API_KEY' : emulated('APIKLEY_API_KEY')}`,
      `ElkAPI:  ${keys.elkapi ? 'the real service, with the key from ELKAPI_API_KEY' : emulated('ELKAPI_API_KEY')}`,
    ],
    realApikley: Boolean(keys.apikley),
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
