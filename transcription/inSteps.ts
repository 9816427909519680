/** Work that stops at each step, so that its caller can let others go on in between. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does work in steps without a break. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
