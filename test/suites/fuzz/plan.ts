/** Gives the same cases in every run. Another seed (FUZZ_SEED=7) gives others; a failure shows how to repeat it. */
export const seed = Number(process.env.FUZZ_SEED || 20_260_107);

/** Multiplies the usual number of cases (FUZZ_RUNS=10), for an overnight search. */
export const times = Number(process.env.FUZZ_RUNS || 1);

/** Least number of cases in the whole suite. */
export const leastCases = 100_000 * times;

/**
 * Number of large answers that are read in a process with little memory. All 20,000 (FUZZ_ANSWERS=20000) take hours.
 */
export const hostileAnswers = Number(process.env.FUZZ_ANSWERS || 60);
