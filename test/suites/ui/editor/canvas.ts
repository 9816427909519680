import type { Locator, Page } from 'playwright-core';
import type { Region } from './session';

/** Pixels around a workflow in a picture, for the names that are wider than their nodes. */
const margin = 52;

/** Styles for a picture of the workflow alone, without the buttons that lie over the canvas. */
export const buttonsHidden = [
  '[data-test-id="canvas-controls"]',
  '[data-test-id="node-creator-plus-button"]',
  '[data-test-id="command-bar-button"]',
  '[data-test-id="add-sticky-button"]',
  '[data-test-id="toggle-focus-panel-button"]',
  '[data-test-id^="execute-workflow-button"]',
  '[data-test-id^="radio-button-"]',
]
  .map((button) => `${button} { visibility: hidden !important }`)
  .join('\n');

/** A workflow on the editor's canvas. */
export class Canvas {
  constructor(private readonly page: Page) {}

  async open(workflowId: string): Promise<void> {
    await this.page.goto(`/workflow/${workflowId}`);
  }

  get whole(): Locator {
    return this.page.getByTestId('canvas-wrapper');
  }

  /** Where the workflow is, with its notes and without the editor's buttons around it. */
  async drawing(): Promise<Region> {
    const drawn = await this.whole.locator('.vue-flow__node').all();
    const found = (await Promise.all(drawn.map((node) => node.boundingBox()))).flatMap((box) => box ?? []);
    const left = Math.min(...found.map(({ x }) => x)) - margin;
    const top = Math.min(...found.map(({ y }) => y)) - margin;
    const right = Math.max(...found.map(({ x, width }) => x + width)) + margin;
    const bottom = Math.max(...found.map(({ y, height }) => y + height)) + margin;
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  node(name: string): Locator {
    return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
  }

  /** The beginnings of notes whose text ends below them. */
  async cutNotes(): Promise<string[]> {
    const cut: string[] = [];
    for (const note of await this.whole.locator('.n8n-sticky').all()) {
      const frame = await note.boundingBox();
      const end = await note.locator('p, li, h2, h3').last().boundingBox();
      if (frame === null || end === null) throw new Error('A note is not on the canvas.');
      if (end.y + end.height > frame.y + frame.height) cut.push((await note.innerText()).slice(0, 40));
    }
    return cut;
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
