import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Locator, type Page, selectors } from 'playwright-core';
import { projectFolder } from '../../../../playground/paths';
import { type Harness, sharedN8n } from '../../e2e/harness';
import { owner } from '../../e2e/instance';
import { launchChromium } from '../../../support/chromium';

const pictures = path.join(projectFolder, 'docs', 'images');

/** A part of the page, in its own pixels. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A browser with one page. */
export interface OpenBrowser {
  page: Page;
  /** Saves a screenshot for the documentation as `docs/images/<name>.png`, with styles of its own. */
  picture: (name: string, what?: Locator | Region, style?: string) => Promise<void>;
  close(): Promise<void>;
}

/** n8n's editor in a browser, signed in. */
export interface Session extends OpenBrowser {
  n8n: Harness;
}

/** The editor loads a megabyte of scripts, and the machine may be busy. */
const patienceMs = 45_000;

/** n8n's notifications appear in a corner and cover the page. */
const messagesHidden = '.el-notification { display: none !important }';

export async function openBrowser(baseURL: string, options: { dark?: boolean } = {}): Promise<OpenBrowser> {
  selectors.setTestIdAttribute('data-test-id');
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({
      baseURL,
      viewport: { width: 1360, height: 850 },
      // Screens of today have two pixels where the documentation counts one.
      deviceScaleFactor: 2,
      colorScheme: options.dark ? 'dark' : 'light',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    return {
      page,
      picture: async (name, what, style = '') => {
        await mkdir(pictures, { recursive: true });
        // A button has no text while it is busy.
        await page.locator('button [class*="_loading-container_"]').first().waitFor({ state: 'detached' });
        const file = path.join(pictures, `${name}.png`);
        const options = { path: file, animations: 'disabled', style: `${messagesHidden}\n${style}` } as const;
        if (what && 'width' in what) await page.screenshot({ ...options, clip: what });
        else await (what ?? page).screenshot(options);
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

export async function openSession(options: { dark?: boolean } = {}): Promise<Session> {
  const n8n = await sharedN8n();
  let browser: OpenBrowser | undefined;
  const close = async () => {
    await browser?.close();
    await n8n.close();
  };
  try {
    browser = await openBrowser(n8n.rest.url, options);
    const { email, password } = owner;
    await browser.page.request.post('/rest/login', { data: { emailOrLdapLoginId: email, password } });
    return { ...browser, n8n, close };
  } catch (error) {
    await close();
    throw error;
  }
}
