import type { Page } from 'playwright-core';

/** The node list that opens with "+". */
export class NodePanel {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/workflow/new');
    await this.page.getByTestId('node-creator-plus-button').click();
    await this.search.waitFor();
  }

  /** Waits for one of the panel's lists; opening it from a node empties the search. */
  async showing(title: string): Promise<void> {
    await this.page.getByTestId('nodes-list-header').getByText(title, { exact: true }).waitFor();
    await this.search.waitFor();
  }

  /**
   * A node's name among the search results. Earlier results stay visible for a moment, so a search without results
   * comes in between.
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
