import { setTimeout as sleep } from 'node:timers/promises';
import type { N8n } from '../../playground/n8n';
import type { History, Stop } from './history';

/** n8n's power switch. Callers can wait until n8n is on. */
export class Power {
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly n8n: Pick<N8n, 'kill' | 'stop' | 'start'>,
    private readonly history: History,
  ) {}

  /** @throws if it could not be started again */
  whenOn(): Promise<void> {
    return this.starting;
  }

  /** Kills n8n, or stops it as an administrator would, and starts it again after a while. */
  async cycle(kind: Stop['kind'], offMs: number): Promise<void> {
    const at = Date.now();
    const stop: Stop = { at, goneAt: at, kind };
    this.history.stops.push(stop);
    this.starting = this.offAndOn(stop, offMs);
    await this.starting;
    stop.backAt = Date.now();
  }

  private async offAndOn(stop: Stop, offMs: number): Promise<void> {
    await (stop.kind === 'kill' ? this.n8n.kill() : this.n8n.stop());
    stop.goneAt = Date.now();
    await sleep(offMs);
    await this.n8n.start();
  }
}
