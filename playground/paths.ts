import path from 'node:path';

/** The folder of the package under trial. */
export const projectFolder = path.resolve(__dirname, '..');

/** Where the pinned n8n and its Node.js are installed. */
export const playgroundFolder = __dirname;

/** What `npm start` keeps between two starts: n8n's database, credentials and workflows. */
export const stateFolder = path.join(projectFolder, '.playground');

const modules = path.join(playgroundFolder, 'node_modules');

/** The Node.js that n8n asks for; the one that runs these scripts may be older. */
export const nodeBinary = path.join(
  modules,
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

export const n8nBinary = path.join(modules, 'n8n', 'bin', 'n8n');
