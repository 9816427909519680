import type { Locator, Page } from 'playwright-core';

/** The dialog for creating a credential, opened from a node. */
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
    // The dialog fills in its defaults shortly after it opens.
    while ((await input.inputValue()) !== value) await input.fill(value);
  }

  /** n8n tests the credential when saving it. */
  async save(): Promise<void> {
    await this.saveButton.click();
  }

  /** Reopens the dialog, which closes when the test succeeds. */
  async openSaved(): Promise<void> {
    await this.page.getByTestId('credential-edit-button').click();
  }

  /** The message of a successful test, without its "Retry". It stays while the test is repeated. */
  get success(): Locator {
    return this.whole.getByText('Connection tested successfully').locator('visible=true');
  }

  /** The details that n8n shows for a failed test. */
  async refusal(): Promise<Locator> {
    await this.whole.getByText('More details').click();
    return this.whole;
  }
}
