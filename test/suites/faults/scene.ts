import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetch } from 'undici';
import type { Engine } from '../../engine/engine';
import { startEngine } from '../../engine/engine';
import { credentialsFor, nodesUnderTest } from '../../engine/setting';
import { type Emulator, startEmulator } from '../../../emulator/emulator';

/** The environment of one case: both services, and n8n's engine with their credentials. */
export interface Scene {
  engine: Engine;
  emulator: Emulator;
  /** A host that belongs to neither service. */
  elsewhere: Emulator;
}

/** Shared by all cases of a file: n8n's engine, its log, and the host that redirects lead to. */
export interface Stage {
  elsewhere: Emulator;
  /**
   * Gives `play` its own scene.
   *
   * @param reuse whether its hosts may serve other cases before and after
   */
  withScene<T>(play: (scene: Scene) => Promise<T>, reuse: boolean): Promise<T>;
  /** Everything n8n has logged so far. */
  log(): string;
  close(): Promise<void>;
}

const keys = { apikleyKey: 'apikley-key-8c1f5e', elkapiKey: 'sk-elkapi-key-77aa02' };
/** As in a user's signed URL. */
export const urlToken = 'signed-url-token-3b9d';
export const secrets = [...Object.values(keys), urlToken];

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'transcribe-faults-log-'));
  const logFile = join(folder, 'n8n.log');
  const elsewhere = await startEmulator();
  // undici loads parts of itself on first use, which jest does not allow after a test has ended.
  await (await fetch(elsewhere.urls.files)).text();
  const engine = await startEngine(nodesUnderTest(), 'filesystem', {}, logFile);
  const all: Emulator[] = [];
  const free: Emulator[] = [];
  let accounts = 0;
  const start = async () => {
    // One account per case, so that pacing per account does not make cases wait for each other.
    const apikleyKey = `${keys.apikleyKey}-${(accounts += 1)}`;
    const emulator = await startEmulator({ ...keys, apikleyKey, taskMs: 50, rateLimit: null });
    all.push(emulator);
    return emulator;
  };
  return {
    elsewhere,
    withScene: async (play, reuse) => {
      const emulator = (reuse ? free.pop() : undefined) ?? (await start());
      const found = await play({
        engine: engine.withCredentials(credentialsFor(emulator)),
        emulator,
        elsewhere,
      });
      await emulator.control.reset();
      if (reuse) free.push(emulator);
      return found;
    },
    log: () => readFileSync(logFile, 'utf8'),
    close: async () => {
      engine.close();
      await Promise.all([elsewhere, ...all].map((emulator) => emulator.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
