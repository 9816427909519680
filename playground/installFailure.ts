export type InstallStep = 'packages' | 'build';

interface Explanation {
  steps: readonly InstallStep[];
  sign: RegExp;
  advice: string;
}

const noNetwork = [
  'The package registry cannot be reached.',
  'Check the network connection (and the proxy: npm config get proxy), then start again.',
].join('\n');

const noBuildTools = [
  'n8n’s database driver (sqlite3) could not be built: this machine lacks Python 3, make or a C++ compiler.',
  '  Debian, Ubuntu: sudo apt-get install -y python3 make g++',
  '  Fedora:         sudo dnf install -y python3 make gcc-c++',
  '  macOS:          xcode-select --install',
  'Then start again; what is downloaded stays.',
].join('\n');

const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/;

/** The first match explains the failure. During the build, lines about an unreachable prebuilt binary are normal. */
const explanations: readonly Explanation[] = [
  {
    steps: ['packages', 'build'],
    sign: /\bENOSPC\b|no space left on device/i,
    advice: 'The disk is full. n8n needs about 3 GB; make room and start again.',
  },
  {
    steps: ['packages', 'build'],
    sign: /\b(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT\w*))\b/,
    advice: [
      'The package registry’s certificate is not trusted, as happens behind a company’s proxy.',
      'Set NODE_EXTRA_CA_CERTS to the file with the company’s certificate, then start again.',
    ].join('\n'),
  },
  {
    steps: ['build'],
    sign: /gyp ERR! .*(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|FetchError|network)/,
    advice: [
      'n8n’s database driver (sqlite3) has to be built here, and the headers of Node.js for it cannot be downloaded.',
      'Check the network connection, then start again; what is downloaded stays.',
    ].join('\n'),
  },
  { steps: ['build'], sign: /gyp ERR!|not found: make|node-gyp: not found/, advice: noBuildTools },
  { steps: ['packages', 'build'], sign: unreachable, advice: noNetwork },
  {
    steps: ['packages', 'build'],
    sign: /\b(EACCES|EPERM|EROFS)\b/,
    advice: 'A file cannot be written: the folder, or npm’s cache, belongs to another user or is read-only.',
  },
  {
    steps: ['packages', 'build'],
    sign: /\b(E404|ETARGET|ENOVERSIONS)\b|No matching version found/,
    advice: [
      'The package registry that npm is set to lacks a package that n8n needs (npm config get registry).',
      'Another registry may have it: npm config set registry, then start again.',
    ].join('\n'),
  },
  {
    steps: ['packages', 'build'],
    sign: /\bEINTEGRITY\b/,
    advice: 'A download was damaged. Run "npm cache verify", then start again.',
  },
];

/** Explains to the user why npm failed, judging by its output. */
export function explainFailure(step: InstallStep, output: string, logFile: string): string {
  const found = explanations.find(({ steps, sign }) => steps.includes(step) && sign.test(output));
  const tail = output.trimEnd().split('\n').slice(-8);
  const advice =
    found?.advice ?? ['npm could not finish. Its last words:', ...tail.map((line) => `  ${line}`)].join('\n');
  return `n8n could not be installed.\n${advice}\nAll of npm’s output: ${logFile}`;
}

export const npmMissing = [
  'n8n could not be installed: npm is not found.',
  'It comes with Node.js (https://nodejs.org); install it, then start again.',
].join('\n');

export function diskTooFull(freeBytes: number): string {
  const free = (freeBytes / 1e9).toFixed(1);
  return `n8n needs about 3 GB of disk, and ${free} GB are free here. Make room and start again.`;
}

/** Undefined when the running Node.js is new enough to install n8n, which brings its own. */
export function nodeTooOld(version: string = process.versions.node): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 15)) return undefined;
  return `Node.js ${version} is too old: 20.15 or newer is needed (https://nodejs.org).`;
}
