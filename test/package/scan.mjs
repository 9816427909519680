/*
 * Runs n8n's own scanner of community packages over a folder and prints what it finds.
 * A process of its own: the scanner is an ES module, which jest does not load.
 *
 *   node scan.mjs <folder> sources|tarball
 */
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder, what] = process.argv.slice(2);
const patterns = what === 'sources' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
const { passed, message = '', details = '' } = await analyzePackage(folder, patterns);
process.stdout.write([message, details].join('\n').trim());
process.exitCode = passed ? 0 : 1;
