import type { InputItem } from '../suites/e2e/run';
import type { EmulatorAddress } from '../suites/e2e/state';

/** Items with a recording of some seconds each, all at different URLs. */
export function recordings({ urls }: EmulatorAddress, count: number): InputItem[] {
  return Array.from({ length: count }, (_, item) => ({
    json: { url: `${urls.files}/audio/english.mp3?item=${item}` },
  }));
}
