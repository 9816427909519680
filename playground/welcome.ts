import type { Example } from './examples';
import type { Owner } from './rest';

interface Welcome {
  url: string;
  owner: Owner;
  services: string[];
  examples: Example[];
}

/** The message shown when everything is running. */
export function welcome({ url, owner, services, examples }: Welcome): string {
  const lines = [
    '',
    `n8n is ready: ${url}`,
    `  E-mail:   ${owner.email}`,
    `  Password: ${owner.password}`,
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
