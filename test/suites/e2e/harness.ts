import { readFile } from 'node:fs/promises';

import { controlClient } from '../../../emulator/controlClient';
import type { EmulatorControl } from '../../../emulator/control';
import { residentBytes } from '../../../playground/processes';
import { N8nRest } from '../../../playground/rest';
import { owner, startInstance, type Instance, type InstanceOptions } from './instance';
import { deploy, runWorkflow, type Deployed, type InputItem, type RunOptions, type RunResult } from './run';
import { searchLeftBehind } from './leftBehind';
import { readState, type CredentialLink, type EmulatorAddress } from './state';
import type { WorkflowSpec } from './workflow';

export type WorkflowRun = WorkflowSpec & RunOptions & { items?: InputItem[] };

/** The interface for tests, to the shared n8n or to one of their own. */
export interface Harness {
  rest: N8nRest;
  /** References to the existing credentials for nodes: `{ apikleyApi: credentials.apikley }`. */
  credentials: { apikley: CredentialLink; elkapi: CredentialLink };
  emulator: EmulatorAddress;
  /** Controls the emulator and reads its requests. One emulator serves every n8n of the run. */
  control: EmulatorControl;
  /** Creates a workflow around a node, runs it once, and reads the result. */
  runWorkflow(run: WorkflowRun): Promise<RunResult>;
  /** Creates an active workflow around a node, to be started any number of times. */
  deploy(spec: WorkflowSpec): Promise<Deployed>;
  /** Memory of the n8n process. */
  residentBytes(): Promise<number>;
  log(): Promise<string>;
  /** Call it after the tests of a file. */
  close(): Promise<void>;
}

/** The n8n that all test files share. */
export async function sharedN8n(): Promise<Harness> {
  const { n8n, credentials, emulator } = readState();
  const rest = new N8nRest(n8n.url);
  await rest.logIn(owner);
  return {
    ...withRest(rest, credentials, emulator),
    residentBytes: () => residentBytes(n8n.pid),
    log: () => readFile(n8n.logFile, 'utf8'),
    close: () => rest.close(),
  };
}

export interface OwnHarness extends Harness {
  /** For killing it and starting it again on the same data. */
  n8n: Instance['n8n'];
}

/** A fresh n8n for one test, with another binary mode or to be crashed. `close` ends and removes it. */
export async function ownN8n(options: InstanceOptions = {}): Promise<OwnHarness> {
  const { release, folder, tarball, emulator } = readState();
  const ended = (userFolder: string) => searchLeftBehind(folder, userFolder, emulator);
  const instance = await startInstance({ release, folder, tarball, emulator, ended }, options);
  const { n8n, rest, credentials } = instance;
  return {
    ...withRest(rest, credentials, emulator),
    n8n,
    residentBytes: () => n8n.residentBytes(),
    log: () => n8n.log(),
    close: () => instance.remove(),
  };
}

/** The part of a harness that does not depend on the n8n. */
export function withRest(rest: N8nRest, credentials: Harness['credentials'], emulator: EmulatorAddress) {
  return {
    rest,
    credentials,
    emulator,
    control: controlClient(emulator.urls.control),
    runWorkflow: (run: WorkflowRun) => runWorkflow(rest, run),
    deploy: (spec: WorkflowSpec) => deploy(rest, spec),
  };
}
