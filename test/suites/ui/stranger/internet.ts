import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateCACertificate, getLocal, type Mockttp } from 'mockttp';
import type { EmulatorAddress } from '../../e2e/state';
import { serveRegistry } from './registry';

/** Where the stand-in keeps recordings, for whoever asks by its public name. */
export const recordings = 'https://recordings.example.com';

/** The emulator is reached directly, too: by the addresses that it tells of itself. */
const thisMachine = '127.0.0.1,localhost';

/** What of the internet a first transcript needs; a process that is given `env` meets it under its real names. */
export interface Internet {
  env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * n8n installs from registry.npmjs.org and from nowhere else (another registry needs a licence), and nobody who has
 * a key fills in an address. So the names stay, and a proxy that n8n and its npm trust answers for their hosts:
 * npm's registry, Apikley, and a public place for recordings. Every other host is unreachable.
 */
export async function startInternet(folder: string, { urls }: EmulatorAddress): Promise<Internet> {
  const authority = await generateCACertificate();
  const certificate = path.join(folder, 'authority.pem');
  await writeFile(certificate, authority.cert);
  const proxy = getLocal({ https: authority });
  await proxy.start();
  try {
    await serveRegistry(proxy);
    await serveApikley(proxy, urls);
    await proxy.forAnyRequest().forHostname(new URL(recordings).hostname).thenForwardTo(urls.files);
    await proxy.forUnmatchedRequest().thenCloseConnection();
  } catch (error) {
    await proxy.stop();
    throw error;
  }
  return {
    env: {
      // Both, as programs differ in which of them wins over what the machine has set.
      HTTPS_PROXY: proxy.url,
      https_proxy: proxy.url,
      NO_PROXY: thisMachine,
      no_proxy: thisMachine,
      npm_config_https_proxy: proxy.url,
      npm_config_noproxy: thisMachine,
      npm_config_registry: 'https://registry.npmjs.org/',
      NODE_EXTRA_CA_CERTS: certificate,
      // A machine's own npm settings may name other authorities, and would win.
      npm_config_cafile: certificate,
      // npm keeps what it has once fetched, and nobody who installs for the first time has it.
      npm_config_cache: path.join(folder, 'npm-cache'),
    },
    close: () => proxy.stop(),
  };
}

/** The emulator names hosts of this machine and is to fetch from it; outside, both have their public name. */
async function serveApikley(proxy: Mockttp, urls: EmulatorAddress['urls']): Promise<void> {
  await proxy
    .forAnyRequest()
    .forHostname('api.apikley.ru')
    .thenForwardTo(urls.apikley, {
      transformRequest: { matchReplaceBody: [[recordings, urls.files]] },
      transformResponse: { matchReplaceBody: [[urls.files, recordings]] },
    });
}
