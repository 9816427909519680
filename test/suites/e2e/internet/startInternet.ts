import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Mockttp } from 'mockttp';
import type { EmulatorAddress } from '../state';
import { serveRegistry } from './registry';

/** The public name under which the stand-in serves recordings. */
export const recordings = 'https://recordings.example.com';

/** The emulator is also reached directly, by the addresses that it returns for itself. */
const thisMachine = '127.0.0.1,localhost';

/**
 * The part of the internet that a first transcript needs. A process that is given `env` finds it under the real
 * names.
 */
export interface Internet {
  env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * n8n installs only from registry.npmjs.org (another registry needs a licence), and users with a key don't enter an
 * address. So the names stay, and a proxy that n8n and its npm trust answers for their hosts: npm's registry,
 * Apikley, and a public place for recordings. Every other host is unreachable.
 */
export async function startInternet(folder: string, { urls }: EmulatorAddress): Promise<Internet> {
  // Loaded on demand: it takes a second, and few of those who could start an n8n with it do.
  const { generateCACertificate, getLocal } = await import('mockttp');
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
      // Both, because programs differ in which one overrides the machine's settings.
      HTTPS_PROXY: proxy.url,
      https_proxy: proxy.url,
      NO_PROXY: thisMachine,
      no_proxy: thisMachine,
      npm_config_https_proxy: proxy.url,
      npm_config_noproxy: thisMachine,
      npm_config_registry: 'https://registry.npmjs.org/',
      NODE_EXTRA_CA_CERTS: certificate,
      // The machine's npm settings may name other certificate authorities, and would take precedence.
      npm_config_cafile: certificate,
      // npm caches what it has fetched, but a first installation has no cache.
      npm_config_cache: path.join(folder, 'npm-cache'),
    },
    close: () => proxy.stop(),
  };
}

/** The emulator returns and fetches addresses on this machine. Outside, both have their public names. */
async function serveApikley(proxy: Mockttp, urls: EmulatorAddress['urls']): Promise<void> {
  await proxy
    .forAnyRequest()
    .forHostname('api.apikley.ru')
    .thenForwardTo(urls.apikley, {
      transformRequest: { matchReplaceBody: [[recordings, urls.files]] },
      transformResponse: { matchReplaceBody: [[urls.files, recordings]] },
    });
}
