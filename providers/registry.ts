import type { ProviderRuntime, TranscriptionProvider } from '../transcription/provider';
import { taskIdOfCallback } from './apikley/callback';
import { apikleyUrlMegabytes } from './apikley/options';
import { ApikleyProvider } from './apikley/provider';
import { ElkapiProvider } from './elkapi/provider';

/** What a credential holds for its provider. */
export interface ProviderSettings {
  apiKey: string;
  baseUrl: string;
  /** Only where the balance lives on another host. */
  balanceUrl?: string;
}

/** What is known of a provider before there is a credential. */
export interface ProviderDefinition {
  /** The name on the screen. */
  readonly name: string;
  create(this: void, runtime: ProviderRuntime, settings: ProviderSettings): TranscriptionProvider;
  /**
   * The task that a callback is about, for providers that make callbacks. Nothing else in its body is believed.
   *
   * @returns undefined when the body names no task
   */
  taskIdOfCallback?(this: void, body: unknown): string | undefined;
}

/** Errors of the others point to it. */
const forLargerFiles = { name: ApikleyProvider.displayName, maxMegabytes: apikleyUrlMegabytes };

/** Every provider, by the id that the node's Provider parameter has. */
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

export function definitionOf(id: ProviderId): ProviderDefinition {
  return providers[id];
}

export function isProviderId(id: string): id is ProviderId {
  return Object.hasOwn(providers, id);
}
