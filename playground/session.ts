import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { openInBrowser } from './browser';
import { fitted, inTryingOrder, readExamples } from './examples';
import { PlainFailure } from './failure';
import { ensureInstalled } from './install';
import { N8n } from './n8n';
import { installPackage, packPackage } from './packaging';
import type { StartOptions } from './options';
import { projectFolder, stateFolder } from './paths';
import { runningOn } from './pidFile';
import { isPortFree, portInUseMessage } from './ports';
import { ownerIn, signIn } from './owner';
import { putCredentials, putExamples } from './populate';
import { signal } from './processes';
import { n8n2 } from './release';
import { N8nRest } from './rest';
import { startServices, type Services } from './services';
import { welcome } from './welcome';

const packageName = 'n8n-nodes-transcribe';

/** The folder of the nightly example, the only one that n8n may read and write. */
const recordingsFolder = path.join(stateFolder, 'recordings');

export interface SessionOptions extends StartOptions {
  say: (line: string) => void;
  /** Aborts the start. */
  signal: AbortSignal;
}

/** Everything that `npm start` runs: the services, and n8n with the package installed. */
export class Session {
  private services: Services | undefined;
  private n8n: N8n | undefined;
  private rest: N8nRest | undefined;

  constructor(private readonly options: SessionOptions) {}

  /** Installs what is missing, starts everything and imports the examples. Call `stop` afterwards even if it fails. */
  async start(): Promise<void> {
    const { port, say, signal: aborted } = this.options;
    await leaveNothingBehind();
    if (!(await isPortFree(port))) throw new PlainFailure(portInUseMessage(port));
    await ensureInstalled(n8n2, say, aborted);
    await installBuilt();
    aborted.throwIfAborted();
    this.services = await startServices(recordingsFolder);
    say('Starting n8n …');
    await rm(path.join(stateFolder, 'n8n.log'), { force: true });
    this.n8n = await N8n.start({
      userFolder: stateFolder,
      port,
      signal: aborted,
      env: { N8N_RESTRICT_FILE_ACCESS_TO: recordingsFolder, ...callbackAddress(this.services) },
    });
    await this.fill(this.n8n, this.services);
  }

  private async fill(n8n: N8n, services: Services): Promise<void> {
    this.rest = new N8nRest(n8n.url);
    const owner = await signIn(this.rest, await ownerIn(stateFolder), stateFolder);
    const links = await putCredentials(this.rest, services.credentials);
    const examples = inTryingOrder(await readExamples(path.join(projectFolder, 'examples')));
    const here = examples.map((example) => fitted(example, links, services.places));
    const ids = await putExamples(this.rest, here, path.join(stateFolder, 'imported.json'));
    const first = ids.get(here[0]?.name ?? '');
    const startUrl = first === undefined ? n8n.url : `${n8n.url}/workflow/${first}`;
    const { summary, arrivedUrl } = services;
    this.options.say(
      welcome({
        url: n8n.url,
        startUrl,
        arrivedUrl,
        recordingsFolder,
        owner,
        services: summary,
        examples: here,
      }),
    );
    if (this.options.open) openInBrowser(startUrl);
  }

  /** Whether n8n was started and has exited on its own. */
  get hasEnded(): boolean {
    return this.n8n !== undefined && !this.n8n.running;
  }

  /** The message to show in that case. */
  async obituary(): Promise<string> {
    const opening = 'n8n has ended by itself.';
    return this.n8n ? this.n8n.obituary(opening) : opening;
  }

  async stop(): Promise<void> {
    await this.rest?.close();
    await this.n8n?.stop();
    await this.services?.stop();
  }

  /** Ends n8n without waiting for running executions. */
  async kill(): Promise<void> {
    await this.n8n?.kill();
  }
}

/** With the real service, callbacks can arrive through a tunnel to this machine. */
function callbackAddress({ realApikley }: Services): Record<string, string> {
  const address = process.env.WEBHOOK_URL;
  return realApikley && address ? { WEBHOOK_URL: address } : {};
}

/** Ends an n8n whose starter was killed, but not one that is still in use. */
async function leaveNothingBehind(): Promise<void> {
  const found = runningOn(stateFolder);
  if (found.state === 'kept') {
    throw new PlainFailure('The playground is running already. Stop it with Ctrl-C in its terminal first.');
  }
  if (found.state === 'left') {
    signal(found.pid, 'SIGKILL', true);
    await sleep(200);
  }
}

async function installBuilt(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'transcribe-pack-'));
  try {
    await installPackage(await packPackage(projectFolder, folder), packageName, stateFolder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
