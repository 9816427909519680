import type { Locator, Page } from 'playwright-core';

/** The dialog in which a credential is made, opened from a node. */
export class CredentialDialog {
  constructor(private readonly page: Page) {}

  get whole(): Locator {
    return this.page.getByTestId('credential-edit-dialog');
  }

  async openFromNode(): Promise<void> {
    await this.page.getByTestId('node-credentials-select').first().click();
    await this.page.getByTestId('node-credentials-select-item-new').locator('visible=true').first().click();
    await this.whole.waitFor();
  }

  input(field: string): Locator {
    return this.whole.getByTestId(`parameter-input-${field}`).locator('input');
  }

  get saveButton(): Locator {
    return this.page.getByTestId('credential-save-button');
  }

  async fill(field: string, value: string): Promise<void> {
    const input = this.input(field);
    // The dialog fills in its defaults a moment after it has opened.
    while ((await input.inputValue()) !== value) await input.fill(value);
  }

  /** n8n tests what it saves. */
  async save(): Promise<void> {
    await this.saveButton.click();
  }

  /** The dialog closes when the test has succeeded. This opens it again. */
  async openSaved(): Promise<void> {
    await this.page.getByTestId('credential-edit-button').click();
  }

  /** What it says when the test has succeeded, for as long as the test is repeated, without its "Retry". */
  get success(): Locator {
    return this.whole.getByText('Connection tested successfully').locator('visible=true');
  }

  /** What n8n shows of a failed test when it is asked for more. */
  async refusal(): Promise<Locator> {
    await this.whole.getByText('More details').click();
    return this.whole;
  }
}
