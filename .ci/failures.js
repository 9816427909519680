/** Prints what failed in a report of Jest's: `node .ci/failures.js REPORT.json`. */
const { readFileSync } = require('node:fs');
const { stripVTControlCharacters } = require('node:util');

/** Enough for the difference that an assertion shows. */
const linesOfEach = 25;

/** A generated case may be a page of its own. */
const charactersOfEachLine = 300;

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { name, message, assertionResults } of testResults) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  for (const { fullName, failureMessages } of failed)
    show(`${name}: ${fullName}`, failureMessages.join('\n'));
  // A file that could not be run has no tests.
  if (failed.length === 0 && assertionResults.length === 0) show(name, message);
}

function show(title, text) {
  console.log(`=== failed: ${title}`);
  for (const line of stripVTControlCharacters(text).split('\n').slice(0, linesOfEach)) {
    console.log(line.slice(0, charactersOfEachLine));
  }
}
