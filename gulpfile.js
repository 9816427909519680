const { dest, src } = require('gulp');

/** Copies what the TypeScript compiler leaves behind: icons, and the codex files that n8n's search reads. */
function build() {
  return src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'credentials/**/*.svg'], {
    base: '.',
    encoding: false,
  }).pipe(dest('dist'));
}

exports.build = build;
