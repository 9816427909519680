import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../../playground/paths';
import { commandsIn, documents } from './documents';

const gate = '.ci/run';
const start = 'test/suites/commands/start.commands.test.ts';
const measure = 'test/suites/commands/measure.commands.test.ts';
const anotherN8n = 'test/suites/commands/n8n.commands.test.ts';

const read = (file: string) => readFileSync(path.join(projectFolder, file), 'utf8');

/** Commands that take other words in a test than in the documentation, and the tests that type them. */
const elsewhere: Array<[documented: RegExp, test: string, typed: string]> = [
  [/^npm start$/, start, ' npm start`'],
  [/^npm start -- --port \d+$/, start, '`npm start -- --port ${port}`'],
  [/^PORT=\d+ npm start$/, start, 'PORT=${port} npm start`'],
  [
    /^APIKLEY_API_KEY=… ELKAPI_API_KEY=… npm start$/,
    start,
    "'APIKLEY_API_KEY=not-a-key ELKAPI_API_KEY=not-a-key",
  ],
  [
    /^npm run bench( -- (subtitles|captions|format|alternatives|batch|suspended|resume|upload|size|media))?$/,
    measure,
    "('npm run bench -- --small')",
  ],
  // Only in full: its n8n processes take a minute to start. The queue tests do the same in small.
  [/^npm run bench -- many$/, 'test/suites/queue/specs/doors.ts', '`npm run bench -- many`'],
  [/^npm run soak( -- --minutes \d+ --seed \d+)?$/, measure, "('npm run soak -- --minutes 0.2 --seed 7')"],
  [
    /^npm run mutation( -- --mutate transcription\/tasks\/purchase\.ts)?$/,
    measure,
    "('npm run mutation -- --mutate transcription/tasks/purchase.ts')",
  ],
  [/^npm run n8n -- try \d+\.\d+\.\d+$/, anotherN8n, '`npm run n8n -- try ${pinned} smoke`'],
  [/^npm run n8n -- pin \d+\.\d+\.\d+$/, anotherN8n, '`npm run n8n -- pin ${pinned}`'],
  [/^npm run format$/, 'test/suites/commands/format.commands.test.ts', "('npm run format'"],
  [
    /^(APIKLEY_API_KEY=… )?npm run check:live( -- --provider apikley file\.mp3)?$/,
    'test/live/live.test.ts',
    '`npm run check:live -- --provider apikley --base-url',
  ],
  [
    /^npm install --legacy-peer-deps n8n-nodes-transcribe$/,
    'test/suites/ui/withoutThePage.ui.test.ts',
    "('npm install --legacy-peer-deps n8n-nodes-transcribe'",
  ],
  [/^npm publish --dry-run$/, gate, ' npm publish --dry-run --force --ignore-scripts'],
  [/^git clone /, '.github/workflows/check.yml', 'actions/checkout'],
  [/^bash \.ci\/run$/, '.github/workflows/check.yml', 'bash .ci/run'],
  [/^bash \.ci\/run static fast$/, '.github/workflows/check.yml', 'static fast'],
];

/** `npm run test:e2e` of `N8N_RELEASE=n8n-1 npm run test:e2e -- suspend`. */
const scriptOf = (command: string) => command.replace(/^\w+=\S+ /, '').replace(/ -- .*$/, '');

const { scripts } = z.object({ scripts: z.record(z.string()) }).parse(JSON.parse(read('package.json')));

/** The gate builds the package once, and runs of such a script what comes after the build. */
function suiteOf(script: string): string | undefined {
  const suite = /^npm run test:(\w+)$/.exec(script)?.[1];
  const runs = scripts[`test:${suite}`]?.replace(/^npm run build && /, '');
  return runs === `jest --config test/suites/${suite}/jest.config.js` ? `suite ${suite}` : undefined;
}

const commands = documents().flatMap((document) =>
  commandsIn(document).map((command) => ({ file: document.file, command })),
);

test('the documentation has commands to check', () => {
  const found = commands.map(({ command }) => command);
  expect(found).toEqual(expect.arrayContaining(['npm ci', 'npm test', 'npm start', 'npm run test:e2e']));
});

test.each(commands)('$file: "$command" is run by a test', ({ command }) => {
  const entry = elsewhere.find(([documented]) => documented.test(command));
  if (entry) {
    const [, test, typed] = entry;
    expect(read(test)).toContain(typed);
  } else {
    const steps = read(gate)
      .split('\n')
      .filter((line) => /\b(step|provide \w+) '/.test(line));
    const script = scriptOf(command);
    const typed = suiteOf(script) ?? script;
    expect(steps.filter((step) => `${step} `.includes(` ${typed} `))).not.toEqual([]);
  }
});
