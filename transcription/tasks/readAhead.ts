/** One look after every twentieth of the tasks, so that at most twenty looks find nothing. */
const looks = 20;

/**
 * Decides when to look for ended tasks while others are still being submitted.
 *
 * Submitting a large batch takes minutes, and its first tasks end long before the last is submitted. Reading all of
 * them afterwards would take as long again at the provider's pace. Each look that finds nothing doubles the interval,
 * so that long tasks are left alone.
 */
export class ReadAhead {
  private readonly step: number;
  private stride: number;
  private submitted = 0;
  private due: number;
  private looking = false;

  /**
   * @param total number of tasks to be submitted
   * @param look reads tasks until it finds one still running; resolves to whether that read was wasted, because none
   *   before it had ended
   */
  constructor(
    total: number,
    private readonly look: () => Promise<boolean>,
  ) {
    this.step = Math.ceil(total / looks);
    this.stride = this.step;
    this.due = this.step;
  }

  /** A further task was submitted. */
  note(): void {
    this.submitted += 1;
    if (this.submitted >= this.due && !this.looking) void this.lookNow();
  }

  private async lookNow(): Promise<void> {
    this.looking = true;
    const inVain = await this.look().catch(() => true);
    this.looking = false;
    this.stride = inVain ? this.stride * 2 : this.step;
    this.due = this.submitted + this.stride;
  }
}
