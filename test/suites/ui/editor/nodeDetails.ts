import type { Locator, Page } from 'playwright-core';
import { Canvas } from './canvas';
import type { Region } from './session';

/** The view that opens with a double click on a node: input, form, output. */
export class NodeDetails {
  constructor(private readonly page: Page) {}

  /** Opens a node of a stored workflow. */
  async open(workflowId: string, node: string): Promise<void> {
    const canvas = new Canvas(this.page);
    await canvas.open(workflowId);
    await canvas.node(node).dblclick();
    await this.form.waitFor();
  }

  get whole(): Locator {
    return this.page.getByTestId('ndv').last();
  }

  get form(): Locator {
    return this.page.getByTestId('node-parameters');
  }

  get output(): Locator {
    return this.page.getByTestId('output-panel');
  }

  /** Drags the form to the left, over the input. The output gets the space. */
  async widenOutput(): Promise<void> {
    const handle = this.page.getByTestId('panel-drag-button');
    await handle.hover();
    await this.page.mouse.down();
    await this.page.mouse.move(0, 0, { steps: 10 });
    await this.page.mouse.up();
  }

  /** Where the form and the output are, without the input to the left of them. */
  async formAndOutput(): Promise<Region> {
    const form = await this.page.getByTestId('tab-params').boundingBox();
    const output = await this.output.boundingBox();
    if (!form || !output) throw new Error('The node is not open.');
    return { ...output, x: form.x, width: output.x + output.width - form.x };
  }

  /** The names of the node's own fields, from top to bottom. */
  async fields(): Promise<string[]> {
    const labels = await this.form.getByTestId('input-label').locator('visible=true').allInnerTexts();
    return labels.map(
      (label) =>
        label
          .split('\n')[0]
          ?.replace(/\s*\*$/, '')
          .trim() ?? '',
    );
  }

  parameter(name: string): Locator {
    return this.form.getByTestId(`parameter-input-${name}`);
  }

  /** An option in the open list. */
  option(value: string): Locator {
    return this.page.getByRole('option', { name: value }).locator('visible=true').first();
  }

  get executeButton(): Locator {
    return this.page.getByTestId('node-execute-button');
  }

  /** Chooses from a list. */
  async choose(parameter: string, value: string): Promise<void> {
    await this.parameter(parameter).click();
    await this.option(value).click();
  }

  /** Fills in a field and waits until n8n has saved it. Until then, n8n would run the node with the previous value. */
  async fill(parameter: string, value: string): Promise<void> {
    const saved = this.page.waitForRequest(
      (request) =>
        request.method() === 'PATCH' && request.postData()?.includes(JSON.stringify(value)) === true,
    );
    const input = this.parameter(parameter).locator('input');
    await input.fill(value);
    await input.blur();
    await saved;
  }

  /** Switches a field on that is off, or off if it is on. */
  async toggle(parameter: string): Promise<void> {
    await this.parameter(parameter).locator('.el-switch').click();
  }

  async chooseCredential({ id }: { id: string }): Promise<void> {
    await this.page.getByTestId('node-credentials-select').first().click();
    await this.page.getByTestId(`node-credentials-select-item-${id}`).locator('visible=true').click();
  }

  /** Presses the sparkle beside a field of a tool, and waits until n8n has saved that the model fills it in. */
  async letModelFill(parameter: string): Promise<void> {
    const saved = this.page.waitForResponse(
      (response) =>
        response.url().includes('/rest/workflows') &&
        response.request().postData()?.includes('$fromAI') === true,
    );
    const field = this.form
      .getByTestId('parameter-item')
      .filter({ has: this.page.getByTestId(`parameter-input-${parameter}`) });
    await field.getByTestId('from-ai-override-button').click();
    await saved;
  }

  async execute(): Promise<void> {
    await this.executeButton.click();
  }

  async close(): Promise<void> {
    await this.page.getByTestId('ndv-close-button').click();
  }

  /** Table, JSON or files. */
  async show(mode: 'schema' | 'table' | 'json' | 'binary'): Promise<void> {
    await this.output.getByTestId(`radio-button-${mode}`).click();
  }
}
