import { createHash } from 'crypto';

/** What a page is allowed to run and to load. */
interface Allowed {
  style: string;
  script: string;
  recording: URL | undefined;
}

/**
 * The policy of a page (W3C Content Security Policy 3): its one style, its one script, and the recording. Should a
 * transcript ever get past the escaping, its tags neither run nor load anything.
 *
 * @param allowed `style` and `script` exactly as they stand between their tags
 */
export function contentSecurityPolicy({ style, script, recording }: Allowed): string {
  const directives = [
    "default-src 'none'",
    `style-src '${sha256(style)}'`,
    `script-src '${sha256(script)}'`,
    ...(recording === undefined ? [] : [`media-src ${recording.origin}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return directives.join('; ');
}

function sha256(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}
