import type { Locator, Page } from 'playwright-core';

/** The chat below the canvas, in a workflow that a message starts. */
export class Chat {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.getByTestId('workflow-chat-button').click();
    await this.messages.waitFor();
  }

  get messages(): Locator {
    return this.page.getByTestId('canvas-chat-body');
  }

  async say(text: string): Promise<void> {
    const input = this.page.getByTestId('canvas-chat').locator('textarea');
    await input.fill(text);
    await input.press('Enter');
  }
}
