/** The same cases in every run. Another seed (FUZZ_SEED=7) finds others; the failure tells how to repeat it. */
export const seed = Number(process.env.FUZZ_SEED || 20_260_107);

/** So many times the usual number of cases (FUZZ_RUNS=10), for a night's search. */
export const times = Number(process.env.FUZZ_RUNS || 1);

/** What the whole suite has to try at least. */
export const leastCases = 100_000 * times;
