import type { Locator } from 'playwright-core';
import type { Step } from '../../../docs/firstTranscript';

/** A user's actions on the way to a transcript, counted and timed step by step. */
export class Journey {
  readonly steps: Step[] = [];
  private actions = 0;

  async step(title: string, work: () => Promise<void>): Promise<void> {
    this.actions = 0;
    const startedAt = performance.now();
    await work();
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    this.steps.push({ title, actions: this.actions, seconds });
  }

  async click(what: Locator): Promise<void> {
    this.actions++;
    await what.click();
  }

  async type(into: Locator, text: string): Promise<void> {
    this.actions++;
    await into.fill(text);
  }
}
