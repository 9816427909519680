import type { Page } from 'playwright-core';

/** The list of nodes that opens with "+". */
export class NodePanel {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/workflow/new');
    await this.page.getByTestId('node-creator-plus-button').click();
    await this.search.waitFor();
  }

  /**
   * The name of a node among what a search finds. What an earlier search has found stays for a moment, so one that
   * finds nothing comes between.
   */
  async found(words: string, name: string) {
    await this.search.fill('nothing has this name');
    await this.item(name).waitFor({ state: 'detached' });
    await this.search.fill(words);
    return this.item(name);
  }

  item(name: string) {
    return this.page.getByTestId('node-creator-item-name').getByText(name, { exact: true }).first();
  }

  get whole() {
    return this.page.getByTestId('node-creator');
  }

  get search() {
    return this.page.getByTestId('node-creator-search-bar');
  }
}
