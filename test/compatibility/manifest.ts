import { z } from 'zod';

// Records keep the order of the fields.
const manifestSchema = z.record(z.unknown());
const dependenciesSchema = z.record(z.string());

/** The text of `playground/package.json` with another n8n, and everything else as it is. */
export function withN8n(manifest: string, version: string): string {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`"${version}" is not a version, such as 2.41.1.`);
  const parsed = manifestSchema.parse(JSON.parse(manifest));
  const changed = {
    ...parsed,
    dependencies: { ...dependenciesSchema.parse(parsed.dependencies), n8n: version },
  };
  return `${JSON.stringify(changed, undefined, 2)}\n`;
}

/** Explains npm's output when it could not resolve what n8n needs. */
export function whyNotLocked(output: string): string {
  const [, missing] = /No matching version found for (\S+)\.$/m.exec(output) ?? [];
  if (missing === undefined) return output.trimEnd();
  const advice = missing.includes('n8n')
    ? 'It is a part of n8n itself, so try an older n8n, or wait until all of this one is there.'
    : 'Put a version that is there under "overrides" in playground/package.json.';
  return `The registry does not have ${missing}. ${advice}`;
}
