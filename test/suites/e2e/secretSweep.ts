import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Each way in which a secret may be written, besides as it is. */
function spellings(secret: string): string[] {
  // What base64 makes of a secret within a longer text depends on where it begins; its middle is always there.
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.from('x'.repeat(shift) + secret)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [...new Set([secret, encodeURIComponent(secret), ...encoded])];
}

/**
 * Looks for secrets in all files of a folder, whatever they are.
 *
 * @param secrets by the names to report them under
 * @returns a line for each file and secret that was found
 */
export function sweep(folder: string, secrets: Readonly<Record<string, string>>): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.parentPath.includes('node_modules'),
  );
  return files.flatMap((file) => {
    const path = join(file.parentPath, file.name);
    const content = readFileSync(path);
    return Object.entries(secrets)
      .filter(([, secret]) => spellings(secret).some((spelling) => content.includes(spelling)))
      .map(([name]) => `${name} in ${relative(folder, path)}`);
  });
}
