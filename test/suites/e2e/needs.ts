import type { ReleaseId } from '../../../playground/release';
import { readState } from './state';
import { type Capability, lacking, needing } from './titles';

const lacks: Record<ReleaseId, readonly Capability[]> = {
  'n8n-1': [
    'emptyUploads',
    'fileAttachments',
    'filesOnDisk',
    'retriedUploads',
    'ssrfProtection',
    'subWorkflowResults',
    'tableCreation',
  ],
  'n8n-2': [],
  'n8n-3-settings': [],
};

export const has = (capability: Capability): boolean => !lacks[readState().release].includes(capability);

/**
 * Tests that only apply to an n8n with this capability.
 *
 * @param without what holds for an n8n without it
 */
export function needs(capability: Capability, tests: () => void, without?: () => void): void {
  if (has(capability)) describe(needing(capability), tests);
  else if (without) describe(lacking(capability), without);
}
