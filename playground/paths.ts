import path from 'node:path';

/** The folder of the package under test. */
export const projectFolder = path.resolve(__dirname, '..');

/** Where the pinned n8n and its Node.js are installed, with further versions for tests in subfolders. */
export const playgroundFolder = __dirname;

/** What `npm start` keeps between runs: n8n's database, credentials and workflows. Tests have their own folder. */
export const stateFolder = process.env.PLAYGROUND_FOLDER ?? path.join(projectFolder, '.playground');
