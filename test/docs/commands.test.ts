import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commandsIn, documents, projectFolder } from './documents';

const gate = '.ci/run';

/** Commands that take other words in a test than in the documentation, and the tests that type them. */
const elsewhere: Array<[begins: RegExp, test: string, typed: string]> = [
  [/^npm start$/, 'test/commands/start.commands.test.ts', 'npm start'],
  [/^npm start -- --port \d+$/, 'test/commands/start.commands.test.ts', 'npm start -- --port ${port}'],
  [/^PORT=\d+ npm start$/, 'test/commands/start.commands.test.ts', 'PORT=${port} npm start'],
  [
    /^APIKLEY_API_KEY=… ELKAPI_API_KEY=… npm start$/,
    'test/commands/start.commands.test.ts',
    'APIKLEY_API_KEY=',
  ],
  [/^npm run bench\b/, 'test/commands/measure.commands.test.ts', 'npm run bench -- --small'],
  [/^npm run soak\b/, 'test/commands/measure.commands.test.ts', 'npm run soak -- --minutes'],
  [/^npm run check:live\b/, 'test/live/live.test.ts', 'npm run check:live -- --provider'],
  [
    /^npm install --legacy-peer-deps n8n-nodes-transcribe$/,
    'test/ui/withoutThePage.ui.test.ts',
    'npm install --legacy-peer-deps n8n-nodes-transcribe',
  ],
  [/^bash \.ci\/run$/, '.github/workflows/check.yml', 'bash .ci/run'],
];

const read = (file: string) => readFileSync(path.join(projectFolder, file), 'utf8');

/** `npm run test:e2e` of `npm run test:e2e -- suspend`. */
const scriptOf = (command: string) => command.replace(/ -- .*$/, '');

const commands = documents().flatMap((document) =>
  commandsIn(document).map((command) => ({ file: document.file, command })),
);

test('the documentation has commands to check', () => {
  const found = commands.map(({ command }) => command);
  expect(found).toEqual(expect.arrayContaining(['npm ci', 'npm test', 'npm start', 'npm run test:e2e']));
});

test.each(commands)('$file: "$command" is run by a test', ({ command }) => {
  const entry = elsewhere.find(([begins]) => begins.test(command));
  if (entry) {
    const [, test, typed] = entry;
    expect(read(test)).toContain(typed);
  } else {
    const steps = read(gate)
      .split('\n')
      .filter((line) => line.startsWith('step '));
    const script = scriptOf(command);
    expect(
      steps.filter(
        (step) =>
          step.includes(` ${script} `) || step.includes(` ${script} ||`) || step.endsWith(` ${script}`),
      ),
    ).not.toEqual([]);
  }
});
