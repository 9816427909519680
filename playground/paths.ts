import path from 'node:path';

/** The folder of the package under trial. */
export const projectFolder = path.resolve(__dirname, '..');

/** Where the pinned n8n and its Node.js are installed, and below it others to test on. */
export const playgroundFolder = __dirname;

/** What `npm start` keeps between two starts: n8n's database, credentials and workflows. Tests have one of their own. */
export const stateFolder = process.env.PLAYGROUND_FOLDER ?? path.join(projectFolder, '.playground');
