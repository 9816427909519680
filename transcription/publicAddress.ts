/**
 * Whether only this machine or its own network can reach a URL's host: localhost, a private or link-local
 * address (RFC 1918, RFC 4193, RFC 3927, RFC 6598), or a name without a public domain. Names are not looked up.
 */
export function isPrivateUrl(url: string): boolean {
  const host = new URL(url).hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (host.includes(':')) return isPrivateIpv6(host);
  const octets = host.split('.').map(Number);
  if (octets.length === 4 && octets.every((octet) => Number.isInteger(octet))) return isPrivateIpv4(octets);
  return !host.includes('.') || /\.(local|localhost|internal|lan|home\.arpa)$/.test(host);
}

function isPrivateIpv4([first = 0, second = 0]: readonly number[]): boolean {
  return (
    first === 0 ||
    first === 10 ||
    first === 127 ||
    (first === 100 && second >= 64 && second < 128) ||
    (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168)
  );
}

function isPrivateIpv6(host: string): boolean {
  // An IPv4 address in IPv6 clothing (RFC 4291 section 2.5.5.2), as the URL parser writes it: ::ffff:c0a8:a.
  const [, high, low] = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(host) ?? [];
  if (high && low) {
    const [first, second] = [parseInt(high, 16), parseInt(low, 16)];
    return isPrivateIpv4([first >> 8, first & 255, second >> 8, second & 255]);
  }
  return host === '::' || host === '::1' || /^f[cd]/.test(host) || /^fe[89ab]/.test(host);
}
