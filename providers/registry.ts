import type { ProviderRuntime, TranscriptionProvider } from '../transcription/provider';
import { ApikleyProvider } from './apikley/provider';
import { ElkapiProvider } from './elkapi/provider';

/** What a credential holds for its provider. */
export interface ProviderSettings {
  apiKey: string;
  baseUrl: string;
  /** Only where the balance lives on another host. */
  balanceUrl?: string;
}

export type ProviderFactory = (runtime: ProviderRuntime, settings: ProviderSettings) => TranscriptionProvider;

/** Every provider, by the id that the node's Provider parameter has. */
export const providers = {
  apikley: (runtime, settings) => new ApikleyProvider(runtime, settings),
  elkapi: (runtime, { balanceUrl = 'https://query.elkapi.com', ...settings }) =>
    new ElkapiProvider(runtime, { ...settings, balanceUrl }),
} satisfies Record<string, ProviderFactory>;

export type ProviderId = keyof typeof providers;

export function isProviderId(id: string): id is ProviderId {
  return Object.hasOwn(providers, id);
}
