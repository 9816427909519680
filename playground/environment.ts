import path from 'node:path';

import type { N8nRelease } from './release';

/**
 * `filesystem` stores files on disk, as a server should. `database` is the default in queue mode. `default` sets
 * nothing, so n8n 1.x keeps files in memory as base64.
 */
export type BinaryMode = 'filesystem' | 'database' | 'default';

export interface EnvironmentOptions {
  release: N8nRelease;
  userFolder: string;
  port: number;
  brokerPort: number;
  binaryMode: BinaryMode;
  /** Applied last, so it overrides everything else. */
  extra?: Record<string, string>;
}

/** Settings of another n8n of the user's, of npm and of the test runner, and the real services' keys. */
const notForN8n =
  /^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_URL$|EDITOR_BASE_URL$|NODES_|npm_|NODE_ENV$|NODE_PATH$|NODE_OPTIONS$|JEST_|APIKLEY_|ELKAPI_|PORT$)/i;

/** The environment that n8n starts with: local, quiet, and independent of the user's other settings. */
export function n8nEnvironment(
  options: EnvironmentOptions,
  inherited: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !notForN8n.test(name)) kept[name] = value;
  }
  return {
    ...kept,
    // n8n starts its task runner with the first `node` on the PATH.
    PATH: [path.dirname(options.release.nodeBinary), inherited.PATH].filter(Boolean).join(path.delimiter),
    // A proxy for the internet cannot reach the emulator on this machine.
    NO_PROXY: [inherited.NO_PROXY ?? inherited.no_proxy, '127.0.0.1', 'localhost'].filter(Boolean).join(','),
    N8N_USER_FOLDER: options.userFolder,
    N8N_HOST: '127.0.0.1',
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_PORT: String(options.port),
    N8N_RUNNERS_BROKER_PORT: String(options.brokerPort),
    N8N_DEFAULT_BINARY_DATA_MODE: options.binaryMode,
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_DYNAMIC_BANNERS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
    N8N_HIRING_BANNER_ENABLED: 'false',
    N8N_VERIFIED_PACKAGES_ENABLED: 'false',
    N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
    N8N_PYTHON_ENABLED: 'false',
    N8N_SECURE_COOKIE: 'false',
    N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
    N8N_DISABLED_MODULES: options.release.modulesLeftOut.join(','),
    ...options.release.env,
    ...options.extra,
  };
}
