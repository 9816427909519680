import ts from 'typescript';
import { pageScript } from '../../../../transcription/formats/webPage/script';

const options: ts.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
  noUnusedLocals: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
};
const library = ts.createCompilerHost(options);
const sources = new Map<string, ts.SourceFile | undefined>();

/** What the TypeScript compiler says about a script for browsers, whose functions have no types. */
function complaints(script: string): string[] {
  const host: ts.CompilerHost = {
    ...library,
    getSourceFile: (name, languageVersion) => {
      if (name === 'page.js') return ts.createSourceFile(name, script, languageVersion);
      if (!sources.has(name)) sources.set(name, library.getSourceFile(name, languageVersion));
      return sources.get(name);
    },
  };
  return (
    ts
      .getPreEmitDiagnostics(ts.createProgram(['page.js'], options, host))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
      // It can't know which element a selector finds.
      .filter((message) => !/does not exist on type '(Element|EventTarget)'/.test(message))
  );
}

test('the compiler has no complaint about the script of a page', () => {
  expect(complaints(pageScript(true))).toEqual([]);
});

test('the script of a page without a player needs nothing of the player', () => {
  expect(complaints(pageScript(false))).toEqual([]);
  expect(complaints(pageScript(false).replace('const paragraphs =', 'const paragraph ='))).toContain(
    "Cannot find name 'paragraphs'. Did you mean 'paragraph'?",
  );
});

test.each([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'document.write',
  'eval',
  'fetch',
  'Storage',
  'cookie',
])('the script of a page has no use for %s', (name) => {
  expect(pageScript(true)).not.toContain(name);
});

test('the script of a page holds nothing that ends it', () => {
  expect(pageScript(true)).not.toMatch(/<[!/]/);
});
