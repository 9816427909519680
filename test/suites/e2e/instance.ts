import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

import type { BinaryMode } from '../../../playground/environment';
import { N8n } from '../../../playground/n8n';
import { installPackage } from '../../../playground/packaging';
import { releases, type ReleaseId } from '../../../playground/release';
import { N8nRest, type Owner } from '../../../playground/rest';
import { whilePublished } from './internet/whilePublished';
import type { CredentialLink, EmulatorAddress } from './state';

export const packageName = 'n8n-nodes-transcribe';

export const owner: Owner = {
  email: 'owner@example.com',
  password: 'Transcribe-e2e-1',
  firstName: 'End',
  lastName: 'To End',
};

export interface InstanceOptions {
  /** `filesystem` when absent. */
  binaryMode?: BinaryMode;
  env?: Record<string, string>;
}

/** A fresh n8n in a temp folder, with the package, an owner and both credentials. */
export interface Instance {
  n8n: N8n;
  rest: N8nRest;
  credentials: { apikley: CredentialLink; elkapi: CredentialLink };
  /** Ends n8n and removes its folder. */
  remove(): Promise<void>;
}

/** Shared by all instances of a test run. */
export interface InstanceBase {
  release: ReleaseId;
  /** The run's temp folder. */
  folder: string;
  tarball: string;
  emulator: EmulatorAddress;
  /** Called after an n8n has ended and before its folder is removed. */
  ended?: (userFolder: string) => void | Promise<void>;
}

export async function startInstance(
  { release, folder, tarball, emulator, ended }: InstanceBase,
  options: InstanceOptions = {},
): Promise<Instance> {
  const userFolder = await mkdtemp(path.join(folder, 'n8n-'));
  let n8n: N8n | undefined;
  let rest: N8nRest | undefined;
  const remove = async () => {
    await rest?.close();
    await n8n?.stop();
    await ended?.(userFolder);
    await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    n8n = await startWithPackage({ release, tarball, emulator, userFolder, options });
    rest = new N8nRest(n8n.url);
    await rest.setUpOwner(owner);
    const credentials = await createCredentials(rest, emulator);
    return { n8n, rest, credentials, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

interface Start extends Pick<InstanceBase, 'release' | 'tarball' | 'emulator'> {
  userFolder: string;
  options: InstanceOptions;
}

/** The package is there before n8n is started, or n8n installs it itself. */
async function startWithPackage({ release, tarball, emulator, userFolder, options }: Start): Promise<N8n> {
  const start = (env: Record<string, string> = {}) =>
    N8n.start({ release: releases[release], userFolder, ...options, env: { ...env, ...options.env } });
  if (release === 'n8n-3-settings') return whilePublished({ tarball, emulator, folder: userFolder }, start);
  await installPackage(tarball, packageName, userFolder);
  return start();
}

export async function createCredentials(rest: N8nRest, { urls, keys }: EmulatorAddress) {
  const apikley = await rest.createCredential({
    name: 'Apikley account',
    type: 'apikleyApi',
    data: { apiKey: keys.apikley, baseUrl: urls.apikley },
  });
  const elkapi = await rest.createCredential({
    name: 'ElkAPI account',
    type: 'elkApi',
    data: { apiKey: keys.elkapi, baseUrl: urls.elkapi, balanceUrl: urls.balance },
  });
  return {
    apikley: { id: apikley.id, name: apikley.name },
    elkapi: { id: elkapi.id, name: elkapi.name },
  };
}
