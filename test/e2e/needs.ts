import type { ReleaseId } from '../../playground/release';
import { readState } from './state';
import { type Capability, lacking, needing } from './titles';

const lacks: Record<ReleaseId, readonly Capability[]> = {
  'n8n-1': ['ssrfProtection'],
  'n8n-2': [],
};

/**
 * Tests that only make sense where n8n has something.
 *
 * @param without what holds where it has not: at the least, that it has not
 */
export function needs(capability: Capability, tests: () => void, without: () => void): void {
  if (lacks[readState().release].includes(capability)) describe(lacking(capability), without);
  else describe(needing(capability), tests);
}
