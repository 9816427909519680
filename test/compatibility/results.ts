import { z } from 'zod';

/** What `jest --json` says of a run, as far as it is needed. */
export const resultsSchema = z.object({
  testResults: z.array(
    z.object({
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
}

export function testsOf({ testResults }: z.infer<typeof resultsSchema>): Test[] {
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      titles: [...ancestorTitles, title],
      passed: status === 'passed',
    })),
  );
}
