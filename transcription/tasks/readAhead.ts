/** A look after each twentieth part of the tasks, so that at most twenty looks find nothing. */
const looks = 20;

/**
 * Decides when to look for tasks that have ended while further ones are still being submitted.
 *
 * A large batch takes minutes to submit, and its first tasks have ended long before the last is there. Reading
 * them all afterwards would take as long again, at the pace that a provider allows. What a look finds still
 * running doubles the way to the next one: tasks that take long are left alone.
 */
export class ReadAhead {
  private readonly step: number;
  private stride: number;
  private submitted = 0;
  private due: number;
  private looking = false;

  /**
   * @param total how many tasks there will be
   * @param look reads tasks until one is found that runs; resolves to whether that one was asked for in vain,
   *   as none before it had ended
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
