import 'n8n-workflow';
import 'zod';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { check } from 'recheck';
import { withoutSecret } from '../../transcription/calls/redaction';
import { isBackchannel } from '../../transcription/speakers/backchannels';
import { shippedFolders } from './brokenWalls';
import { type Expression, expressionsIn, readExpressions, recordBuilding } from './regularExpressions';

/*
 * A text from outside may be as long as an answer. An expression that restarts at each space of a long run, or tries each
 * way to divide it, takes the square of its length: hours, for megabytes. The packages at the top have expressions of
 * their own, and are loaded before anything is recorded.
 */

const project = path.join(__dirname, '..', '..');

const files = shippedFolders.flatMap((folder) =>
  readdirSync(path.join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
);

/** Expressions that are given short texts only. */
const bounded: Record<string, string> = {
  [String.raw`\bmodel\b.{0,120}\b(?:does not`]: 'messages of at most 300 characters, by oneLine',
  'invalid file format|': 'messages of at most 300 characters, by oneLine',
};

/** Some are searched for weaknesses by trying. Steps are counted, not time, so that a busy machine finds the same. */
const patient = { timeout: null, attackTimeout: null, incubationTimeout: null, attackLimit: 20_000_000 };
jest.setTimeout(300_000);

const written = files.map((file) => readExpressions(project, file));

/** Some are built when they are needed: for a secret, for a language. */
const secrets = ['sk-0123456789abcdef', 'word', '1234567', 'ключ/+=\\"\u0000'];
const languages = ['ja', 'zh', 'ko'];
let built: Map<string, Expression[]>;
beforeAll(async () => {
  built = await recordBuilding(project, files, async () => {
    for (const file of files) await import(path.join(project, file));
    for (const secret of secrets) withoutSecret(secret);
    for (const language of languages) isBackchannel('mhm', language);
  });
});

/** @returns what is wrong with it; undefined if nothing is */
async function weaknessOf({ file, source, flags }: Expression): Promise<string | undefined> {
  const found = await check(source, flags, patient);
  if (found.status === 'safe') return undefined;
  const reason =
    found.status === 'unknown'
      ? found.error.kind
      : `${found.complexity.summary}, with ${found.attack.pattern}`;
  return `${file}: /${source}/${flags}: ${reason}`;
}

async function weaknessesOf(expressions: readonly Expression[]): Promise<string[]> {
  const weaknesses: string[] = [];
  for (const expression of expressions) {
    const weakness = await weaknessOf(expression);
    if (weakness !== undefined) weaknesses.push(weakness);
  }
  return weaknesses;
}

const isBounded = ({ source }: Expression): boolean =>
  Object.keys(bounded).some((start) => source.startsWith(start));

test('no expression takes more time than the length of its text allows', async () => {
  const all = [...written.flatMap(({ literals }) => literals), ...[...built.values()].flat()];
  const distinct = new Map(
    all.map((expression) => [`/${expression.source}/${expression.flags}`, expression]),
  );
  expect(await weaknessesOf([...distinct.values()].filter((expression) => !isBounded(expression)))).toEqual(
    [],
  );
  // Whoever mends one of them takes it off the list.
  expect([...distinct.values()].filter(isBounded)).toHaveLength(Object.keys(bounded).length);
});

test('each expression that is built is among them', () => {
  expect(written.flatMap(({ building }) => building).filter((line) => !built.has(line))).toEqual([]);
});

test('an expression that restarts at each space is found, and so is a place where one is built', async () => {
  const code = "text.replace(/\\s+$/, '');\nconst more = new RegExp(`${some}+$`);\n";
  const { literals, building } = expressionsIn('file.ts', code);
  expect(await weaknessesOf(literals)).toEqual([
    expect.stringMatching(/^file\.ts: \/\\s\+\$\/: 2nd degree polynomial/),
  ]);
  expect(building).toEqual(['file.ts:2']);
});
