import type { Locator, Page } from 'playwright-core';

/** A workflow on the editor's canvas. */
export class Canvas {
  constructor(private readonly page: Page) {}

  async open(workflowId: string): Promise<void> {
    await this.page.goto(`/workflow/${workflowId}`);
  }

  get whole(): Locator {
    return this.page.getByTestId('canvas-wrapper');
  }

  node(name: string): Locator {
    return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
  }

  /** The "+" below a node for connecting sub-nodes. */
  plus(node: string, connection: string): Locator {
    return this.page
      .locator(`[data-connection-type="${connection}"][data-node-name="${node}"]`)
      .getByTestId('canvas-handle-plus');
  }

  /** The list of executions, finished and waiting. */
  async showExecutions(): Promise<void> {
    await this.page.getByTestId('radio-button-executions').click();
  }

  get executions(): Locator {
    return this.page.getByTestId('executions-sidebar');
  }

  async showEditor(): Promise<void> {
    await this.page.getByTestId('radio-button-workflow').click();
  }

  /** Zooms until the whole workflow is visible. */
  async fit(): Promise<void> {
    await this.page.getByTestId('zoom-to-fit').click();
  }

  async execute(): Promise<void> {
    await this.page.getByTestId('execute-workflow-button').click();
  }
}
