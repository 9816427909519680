import type { Locator, Page } from 'playwright-core';

const mostTries = 4;
const clickTakesMs = 10_000;

/** The node list that opens with "+". */
export class NodePanel {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/workflow/new');
    await this.page.getByTestId('node-creator-plus-button').click();
    await this.search.waitFor();
  }

  /**
   * Opens one of the panel's lists from a node, which empties the search. The canvas may still be moving its nodes, and
   * then a click on a handle does nothing.
   */
  async openFrom(handle: Locator, title: string): Promise<void> {
    const header = this.page.getByTestId('nodes-list-header').getByText(title, { exact: true });
    let isShown = false;
    for (let tries = 0; tries < mostTries && !isShown; tries++) {
      await handle.click();
      isShown = await header.waitFor({ timeout: clickTakesMs }).then(
        () => true,
        () => false,
      );
    }
    await header.waitFor();
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

  /** A heading among a node's actions and triggers, which folds them up. */
  category(title: string) {
    return this.whole.getByText(title, { exact: true });
  }

  item(name: string) {
    return this.page.getByTestId('node-creator-item-name').getByText(name, { exact: true }).first();
  }

  /** What the list shows, from top to bottom. */
  async names(): Promise<string[]> {
    const names = this.page.getByTestId('node-creator-item-name');
    await names.first().waitFor();
    return (await names.allInnerTexts()).map((name) => name.trim());
  }

  get whole() {
    return this.page.getByTestId('node-creator');
  }

  get search() {
    return this.page.getByTestId('node-creator-search-bar');
  }
}
