import type { ProviderRuntime, TaskProvider, TranscriptionProvider } from '../transcription/provider';
import { taskIdOfCallback } from './apikley/callback';
import { apikleyUrlMegabytes } from './apikley/options';
import { ApikleyProvider } from './apikley/provider';
import { ElkapiProvider } from './elkapi/provider';

/** A credential's settings for its provider. */
export interface ProviderSettings {
  apiKey: string;
  baseUrl: string;
  /** Only if the balance is on another host. */
  balanceUrl?: string;
}

/** What is known about a provider without a credential. */
export interface ProviderDefinition {
  /** The name that users see. */
  readonly name: string;
  create(this: void, runtime: ProviderRuntime, settings: ProviderSettings): TranscriptionProvider;
  /**
   * The task that a callback is about, for providers with callbacks. Nothing else in the body is trusted.
   *
   * @returns undefined if the body names no task
   */
  taskIdOfCallback?(this: void, body: unknown): string | undefined;
}

/** Other providers' errors recommend it. */
const forLargerFiles = { name: ApikleyProvider.displayName, maxMegabytes: apikleyUrlMegabytes };

/** Every provider, by its value of the node's Provider parameter. */
export const providers = {
  apikley: {
    name: ApikleyProvider.displayName,
    create: (runtime, settings) => new ApikleyProvider(runtime, settings),
    taskIdOfCallback,
  },
  elkapi: {
    name: ElkapiProvider.displayName,
    create: (runtime, { balanceUrl = 'https://query.elkapi.com', ...settings }) =>
      new ElkapiProvider(runtime, { ...settings, balanceUrl }, forLargerFiles),
  },
} satisfies Record<string, ProviderDefinition>;

export type ProviderId = keyof typeof providers;

/** Those that are given tasks, so that an execution may wait for the transcript in several ways. */
export type TaskProviderId = {
  [Id in ProviderId]: ReturnType<(typeof providers)[Id]['create']> extends TaskProvider ? Id : never;
}[ProviderId];

export function definitionOf(id: ProviderId): ProviderDefinition {
  return providers[id];
}

export function isProviderId(id: string): id is ProviderId {
  return Object.hasOwn(providers, id);
}
