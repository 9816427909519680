import type { ReleaseId } from '../../../playground/release';
import { readState } from './state';
import { type Capability, lacking, needing } from './titles';

const lacks: Record<ReleaseId, readonly Capability[]> = {
  'n8n-1': [
    'emptyUploads',
    'fileAttachments',
    'retriedUploads',
    'ssrfProtection',
    'subWorkflowResults',
    'tableCreation',
  ],
  'n8n-2': [],
};

export const has = (capability: Capability): boolean => !lacks[readState().release].includes(capability);

/**
 * Tests that only make sense where n8n has something.
 *
 * @param without what holds where it has not
 */
export function needs(capability: Capability, tests: () => void, without?: () => void): void {
  if (has(capability)) describe(needing(capability), tests);
  else if (without) describe(lacking(capability), without);
}
