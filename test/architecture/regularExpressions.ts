import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A regular expression, and the file that has it. */
export interface Expression {
  file: string;
  source: string;
  flags: string;
}

/** What the syntax tree of a file says about its expressions. */
export interface Written {
  literals: Expression[];
  /** The lines that call `RegExp`. Their expressions are known only once they have run. */
  building: string[];
}

export function expressionsIn(file: string, code: string): Written {
  const tree = ts.createSourceFile(file, code, ts.ScriptTarget.Latest);
  const literals: Expression[] = [];
  const building: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    if (isBuilding(node)) {
      building.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { literals, building };
}

const isBuilding = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === 'RegExp';

export const readExpressions = (project: string, file: string): Written =>
  expressionsIn(file, readFileSync(path.join(project, file), 'utf8'));

/**
 * Records the expressions that some files build.
 *
 * @returns the expressions by the file and line that built them
 */
export async function recordBuilding(
  project: string,
  files: readonly string[],
  run: () => Promise<void>,
): Promise<Map<string, Expression[]>> {
  const original = globalThis.RegExp;
  const built = new Map<string, Expression[]>();
  const record = (made: RegExp): RegExp => {
    const line = lineBehind(project, new Error().stack ?? '');
    const [file = ''] = line.split(':');
    if (files.includes(file)) {
      const expression = { file, source: made.source, flags: made.flags };
      built.set(line, [...(built.get(line) ?? []), expression]);
    }
    return made;
  };
  globalThis.RegExp = new Proxy(original, {
    construct: (target, [pattern, flags]: [string, string?]) => record(new target(pattern, flags)),
    apply: (target, _this, [pattern, flags]: [string, string?]) => record(target(pattern, flags)),
  });
  try {
    await run();
  } finally {
    globalThis.RegExp = original;
  }
  return built;
}

/** The line of the project that called, such as `folder/file.ts:12`. */
function lineBehind(project: string, stack: string): string {
  const frame = stack.split('\n').find((line) => line.includes(`${project}/`) && !line.includes(__filename));
  return /:?([^:()]+:\d+):\d+\)?$/.exec(frame?.replace(`${project}/`, ':') ?? '')?.[1] ?? '';
}
