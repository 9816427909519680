import { z } from 'zod';

/** What `jest --json` says of a run, as far as it is needed. */
export const resultsSchema = z.object({
  testResults: z.array(
    z.object({
      /** The test file. */
      name: z.string(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
        }),
      ),
    }),
  ),
});

export interface Test {
  /** The titles around it and its own, from the outside in. */
  titles: string[];
  passed: boolean;
  /** The path of its file. */
  file: string;
}

export function testsOf({ testResults }: z.infer<typeof resultsSchema>): Test[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      file: name,
      titles: [...ancestorTitles, title],
      passed: status === 'passed',
    })),
  );
}
