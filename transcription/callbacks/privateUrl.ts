/**
 * Whether a URL's host can be reached only from this machine or its network: localhost, an address that is not routed
 * on the internet, or a name without a public domain. Names are not resolved.
 */
export function isPrivateUrl(url: string): boolean {
  const host = new URL(url).hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (host.includes(':')) return isPrivateIpv6(groupsOf(host));
  // The URL parser has converted every spelling of an IPv4 address to this one.
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateIpv4(numberOf(host));
  return host.includes('.') ? privateDomain.test(host) : !isCountry(host);
}

const privateDomain =
  /\.(local|localhost|localdomain|internal|intranet|private|corp|home|lan|home\.arpa|svc|test)$/;

/**
 * Some country domains have addresses themselves, such as http://ai/. Any other single-word name exists only in a
 * private network: ICANN forbids addresses of the other top-level domains (SAC053).
 */
function isCountry(label: string): boolean {
  if (!/^[a-z]{2}$/.test(label)) return false;
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return names.of(label.toUpperCase()) !== undefined;
}

/**
 * IANA's special-purpose address registry, without globally reachable blocks; multicast and reserved addresses; and
 * 168.63.129.16, at which every machine in Azure reaches the platform's own services.
 */
const privateIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '168.63.129.16/32',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map((range) => {
  const [base = '', bits] = range.split('/');
  const size = 2 ** (32 - Number(bits));
  return { first: numberOf(base), size };
});

/** An IPv4 address as a 32-bit number. */
function numberOf(address: string): number {
  return address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);
}

function isPrivateIpv4(address: number): boolean {
  return privateIpv4.some(({ first, size }) => address >= first && address < first + size);
}

/** The eight groups of an IPv6 address as the URL parser writes it: in hexadecimal, with at most one `::`. */
function groupsOf(address: string): number[] {
  const [head = [], tail = []] = address
    .split('::')
    .map((half) => half.split(':').flatMap((group) => (group === '' ? [] : [parseInt(group, 16)])));
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail];
}

/**
 * Addresses that embed an IPv4 address are as private as that address: mapped and compatible ones (RFC 4291 section
 * 2.5.5), NAT64 (RFC 6052) and 6to4 (RFC 3056). Of the others, only 2000::/3 is routed, except for protocols
 * (2001::/23) and documentation (2001:db8::/32, 3fff::/20).
 */
function isPrivateIpv6(groups: readonly number[]): boolean {
  const carried = carriedIpv4(groups);
  if (carried !== undefined) return isPrivateIpv4(carried);
  const [first = 0, second = 0] = groups;
  if (first < 0x2000 || first > 0x3fff) return true;
  if (first === 0x2001) return second < 0x200 || second === 0xdb8;
  return first === 0x3fff && second < 0x1000;
}

function carriedIpv4(groups: readonly number[]): number | undefined {
  const ofPair = (at: number): number => (groups[at] ?? 0) * 0x10000 + (groups[at + 1] ?? 0);
  const startsWith = (...prefix: number[]) => prefix.every((group, at) => groups[at] === group);
  if (startsWith(0x2002)) return ofPair(1);
  const carries =
    startsWith(0, 0, 0, 0, 0, 0) || startsWith(0, 0, 0, 0, 0, 0xffff) || startsWith(0x64, 0xff9b, 0, 0, 0, 0);
  return carries ? ofPair(6) : undefined;
}
