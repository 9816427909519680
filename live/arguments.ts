import { parseArgs } from 'node:util';
import { isProviderId, type ProviderId } from '../providers/registry';

export interface LiveArguments {
  provider: ProviderId;
  /** A file or a URL. */
  source: string;
  /** The folder for the transcript. */
  out?: string;
  /** The price of a minute, in the unit of the service. */
  price?: number;
  yes: boolean;
  language?: string;
  baseUrl?: string;
  balanceUrl?: string;
}

export const usage =
  'npm run check:live -- --provider apikley|elkapi [--language en] [--price 0.006] [--out folder] [--base-url URL] [--balance-url URL] [--yes] file.mp3|https://…';

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
      out: { type: 'string' },
      price: { type: 'string' },
      yes: { type: 'boolean', default: false },
    },
  });
  const { provider = '', language, out, yes } = values;
  const [source] = positionals;
  if (!isProviderId(provider) || source === undefined || positionals.length > 1) throw new Error(usage);
  return {
    provider,
    source,
    out,
    yes,
    language,
    price: priceOf(values.price),
    baseUrl: values['base-url'],
    balanceUrl: values['balance-url'],
  };
}

function priceOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const price = Number(given);
  if (Number.isFinite(price) && price >= 0) return price;
  throw new Error(`"${given}" is not a price. Give what a minute costs, such as --price 0.006.`);
}
