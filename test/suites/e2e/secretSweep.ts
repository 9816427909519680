import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** All encodings of a secret, besides the secret itself. */
function spellings(secret: string): string[] {
  // The base64 form of a secret inside a longer text depends on its position, but its middle is always present.
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.from('x'.repeat(shift) + secret)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [...new Set([secret, encodeURIComponent(secret), ...encoded])];
}

/**
 * Searches all files of a folder for secrets, whatever their type.
 *
 * @param secrets by the names to report them under
 * @returns a line for each file and secret found
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
