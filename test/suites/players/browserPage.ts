import { setTimeout as sleep } from 'node:timers/promises';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';

const findingsSchema = z.array(
  z.object({ id: z.string(), impact: z.string().nullish(), nodes: z.array(z.object({ html: z.string() })) }),
);

/** A page in a browser, and what it did that nobody asked for. */
export class BrowserPage {
  /** Messages on the console, errors of scripts and dialogs. */
  readonly complaints: string[] = [];
  readonly requested: string[] = [];

  private constructor(readonly page: Page) {
    page.on('console', (message) => this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('dialog', (dialog) => {
      this.complaints.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('request', (request) => this.requested.push(request.url()));
  }

  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<BrowserPage> {
    const opened = new BrowserPage(await browser.newPage(options));
    await opened.page.goto(url);
    return opened;
  }

  /** Evaluates an expression in the page, as its own policy forbids Playwright to wait there. */
  async read<Value>(schema: z.ZodType<Value>, expression: string): Promise<Value> {
    return schema.parse(await this.page.evaluate(expression));
  }

  number(expression: string): Promise<number> {
    return this.read(z.number(), expression);
  }

  /** Throws if it isn't true within ten seconds. */
  async until(expression: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (!(await this.read(z.boolean(), expression))) {
      if (Date.now() > deadline) throw new Error(`This did not become true: ${expression}`);
      await sleep(50);
    }
  }

  /** What axe-core finds, at any impact: each rule, with the elements that break it. */
  async accessibilityFindings(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    const findings = await this.read(findingsSchema, 'axe.run().then(({ violations }) => violations)');
    return findings.map(
      ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ html }) => html).join()}`,
    );
  }
}
