import { errorProblems } from './errorProblems';
import { type Hostile, jsonOf, readAnswer } from './hostileAnswers';
import type { Read } from './readingProcess';

/* Reads the answers that its parent describes, one after another. What takes too much memory ends the process. */

process.on('message', (hostile: Hostile) => {
  const json = jsonOf(hostile);
  const before = process.cpuUsage();
  void readAnswer(hostile.reading, json)
    .then(
      () => [],
      (error: unknown) => errorProblems(error),
    )
    .then((problems) => {
      const { user, system } = process.cpuUsage(before);
      process.send?.({ problems, processorMs: (user + system) / 1_000 } satisfies Read);
    });
});
process.send?.('ready');
