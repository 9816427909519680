import { parseArgs } from 'node:util';
import { isProviderId, type ProviderId } from '../providers/registry';

export interface LiveArguments {
  provider: ProviderId;
  file: string;
  yes: boolean;
  language?: string;
  baseUrl?: string;
  balanceUrl?: string;
}

export const usage =
  'npm run check:live -- --provider apikley|elkapi [--language en] [--base-url URL] [--balance-url URL] [--yes] file.mp3';

/** @throws Error that says which argument is wrong */
export function readArguments(given: string[]): LiveArguments {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: {
      provider: { type: 'string' },
      language: { type: 'string' },
      'base-url': { type: 'string' },
      'balance-url': { type: 'string' },
      yes: { type: 'boolean', default: false },
    },
  });
  const { provider = '', language, yes } = values;
  const [file] = positionals;
  if (!isProviderId(provider) || file === undefined || positionals.length > 1) throw new Error(usage);
  return { provider, file, yes, language, baseUrl: values['base-url'], balanceUrl: values['balance-url'] };
}
