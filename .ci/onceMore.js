/**
 * What failed beside everything else runs once more by itself, so that a busy machine and a defect can be told apart.
 *
 *   node .ci/onceMore.js files REPORT.json           the test files with a failure; none if there are too many failures
 *   node .ci/onceMore.js merge REPORT.json SECOND.json   puts the second run's files into the report, and names each
 *                                                    test that passed only then: it waits for something to be found
 */
const { readFileSync, writeFileSync } = require('node:fs');

/** More than that is no accident. */
const mostFailures = 5;

const [command, reportFile, secondFile] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const report = read(reportFile);

const failuresOf = ({ assertionResults }) =>
  assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);

/** A file that could not be run has no tests, and counts as one failure. */
const failures = (file) => (file.status === 'failed' ? Math.max(failuresOf(file).length, 1) : 0);

if (command === 'files') {
  const failed = report.testResults.filter((file) => failures(file) > 0);
  const sum = failed.reduce((total, file) => total + failures(file), 0);
  if (sum <= mostFailures) for (const { name } of failed) console.log(name);
} else {
  const second = new Map(read(secondFile).testResults.map((file) => [file.name, file]));
  for (const first of report.testResults) {
    const again = second.get(first.name);
    if (again === undefined) continue;
    const still = new Set(failuresOf(again));
    for (const fullName of failuresOf(first)) {
      if (!still.has(fullName)) console.log(`=== passed only alone: ${first.name}: ${fullName}`);
    }
  }
  report.testResults = report.testResults.map((file) => second.get(file.name) ?? file);
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  report.numPassedTests = tests.filter(({ status }) => status === 'passed').length;
  report.numFailedTests = tests.filter(({ status }) => status === 'failed').length;
  writeFileSync(reportFile, JSON.stringify(report));
}
