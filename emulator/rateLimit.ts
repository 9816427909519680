export interface Rate {
  count: number;
  perMs: number;
}

/** Admits `count` events in any window of `perMs`; refused events do not count. */
export class RateLimit {
  private admitted: number[] = [];
  private rate: Rate | null;

  constructor(private readonly usual: Rate | null) {
    this.rate = usual;
  }

  set(rate: Rate | null): void {
    this.rate = rate;
  }

  admit(now = Date.now()): boolean {
    if (!this.rate) return true;
    const { count, perMs } = this.rate;
    this.admitted = this.admitted.filter((at) => now - at < perMs);
    if (this.admitted.length >= count) return false;
    this.admitted.push(now);
    return true;
  }

  clear(): void {
    this.admitted = [];
    this.rate = this.usual;
  }
}
