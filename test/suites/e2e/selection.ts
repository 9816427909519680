import type { ReleaseId } from '../../../playground/release';
import selection from './selection.json';

interface Selection {
  only?: readonly string[];
  except?: readonly string[];
}

const selected: Record<ReleaseId, Selection> = selection;

/**
 * Whether a test file runs on a release. What depends on services, on recordings or on the processor, and on n8n in no
 * way that other files do not meet, runs on the newest only; with the settings of n8n 3.0, what meets the settings.
 *
 * @param file its path
 */
export function runsOn(release: ReleaseId, file: string): boolean {
  const { only, except } = selected[release];
  const isOneOf = (names: readonly string[]) => names.some((name) => file.endsWith(`/${name}.e2e.test.ts`));
  return only ? isOneOf(only) : !isOneOf(except ?? []);
}
