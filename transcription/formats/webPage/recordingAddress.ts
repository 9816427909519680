/** A host as it may stand in a Content-Security-Policy: without the signs that separate its parts. */
const plainHost = /^[a-z0-9._-]+$/;

/** @returns the address a web page can play from; undefined if it isn't http(s), has a password or an odd host */
export function recordingAddress(url: string): URL | undefined {
  // Two lines: URL would read them as one.
  if (/\s/.test(url) || !URL.canParse(url)) return undefined;
  const address = new URL(url);
  const { protocol, hostname, username, password } = address;
  const isPlayable = ['http:', 'https:'].includes(protocol) && plainHost.test(hostname);
  // Browsers refuse to load media with credentials in the URL.
  return isPlayable && username === '' && password === '' ? address : undefined;
}
