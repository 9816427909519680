import type { Example } from './examples';
import type { Owner } from './rest';

interface Welcome {
  url: string;
  /** The workflow to begin with, in n8n. */
  startUrl: string;
  /** The page that shows what arrived at the stand-ins. */
  arrivedUrl: string;
  recordingsFolder: string;
  owner: Owner;
  services: string[];
  examples: Example[];
}

/** The message shown when everything is running. */
export function welcome(shown: Welcome): string {
  const { url, startUrl, arrivedUrl, recordingsFolder, owner, services, examples } = shown;
  const lines = [
    '',
    `n8n is ready: ${url}`,
    `  E-mail:   ${owner.email}`,
    `  Password: ${owner.password}`,
    '',
    `Begin here:   ${startUrl}`,
    `What arrived: ${arrivedUrl} (e-mail and CRM entries that workflows have sent)`,
    `Recordings:   ${recordingsFolder} (the only folder that n8n may read and write)`,
    '',
    ...services.map((line) => `  ${line}`),
  ];
  if (examples.length > 0) {
    lines.push('', 'Workflows to try:');
    for (const { name, meta } of examples) {
      lines.push(`  • ${name}`);
      if (meta?.description) lines.push(`    ${meta.description}`);
    }
  }
  lines.push('', 'Ctrl-C stops everything; what you make stays for the next start.', '');
  return lines.join('\n');
}
