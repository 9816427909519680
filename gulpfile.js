const { writeFile } = require('node:fs/promises');
const { Transform } = require('node:stream');
const { build: bundle } = require('esbuild');
const { dest, parallel, src } = require('gulp');
const ts = require('typescript');
const { devDependencies } = require('./package.json');

/** The library's licence (MPL-2.0) asks for its notice, and to say where its source is. */
const notice = `/*!
 * Contains parts of mediabunny ${devDependencies.mediabunny}, unchanged but for its comments and blanks.
 * Source: https://github.com/Vanilagy/mediabunny
 *
 * Copyright (c) 2026-present, Vanilagy and contributors
 *
 * This Source Code Form is subject to the terms of the Mozilla Public
 * License, v. 2.0. If a copy of the MPL was not distributed with this
 * file, You can obtain one at https://mozilla.org/MPL/2.0/.
 */
`;

/** Copies what the TypeScript compiler leaves behind: icons, and the codex files that n8n's search reads. */
function files() {
  return src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'credentials/**/*.svg'], {
    base: '.',
    encoding: false,
  }).pipe(dest('dist'));
}

/**
 * Puts the media library into the package, which may have no dependencies: only the parts that
 * `transcription/media/mediabunny.ts` names, under the library's own licence.
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
    // Leaves out what can't be reached, comments and most blanks, which were a third of it; names stay.
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 120,
    // n8n's scanner allows no globalThis. The library asks it for what only browsers have.
    define: { globalThis: 'globals' },
    banner: { js: `'use strict';\nconst globals = { TextEncoder, TextDecoder };` },
    legalComments: 'none',
    logLevel: 'warning',
  });
  for (const { path, text } of outputFiles) await writeFile(path, notice + text);
}

/**
 * Indents by tabs what the compiler has indented by four blanks: a twelfth of the package were blanks. Texts of several
 * lines stay as they are. Leaves out lines that change nothing.
 */
function tabs() {
  const indent = new Transform({
    objectMode: true,
    transform(file, _encoding, done) {
      file.contents = Buffer.from(withTabs(file.contents.toString()));
      done(null, file);
    },
  });
  return src(['dist/**/*.js', '!dist/transcription/media/mediabunny.js'], { base: '.' })
    .pipe(indent)
    .pipe(dest('.'));
}

const moduleMark = 'Object.defineProperty(exports, "__esModule", { value: true });\n';

function withTabs(code) {
  const tree = ts.createSourceFile('file.js', code, ts.ScriptTarget.ES2022);
  const texts = [];
  const visit = (node) => {
    if (ts.isTemplateLiteralToken(node)) texts.push(node);
    node.forEachChild(visit);
  };
  visit(tree);
  const isInText = (place) => texts.some(({ pos, end }) => pos < place && place < end);
  const indented = code.replace(/^(?: {4})+/gm, (blanks, place) =>
    isInText(place) ? blanks : '\t'.repeat(blanks.length / 4),
  );
  // The compiler first sets every export to undefined, which it is anyway, and marks the file for default imports of
  // code compiled from ES modules, of which there are none here.
  return indented.replace(/^exports\.[\w.= ]+ = void 0;\n/m, '').replace(moduleMark, '');
}

exports.build = parallel(files, media, tabs);
