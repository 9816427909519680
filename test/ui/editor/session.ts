import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, type Locator, type Page, selectors } from 'playwright-core';
import { projectFolder } from '../../../playground/paths';
import { type Harness, sharedN8n } from '../../e2e/harness';
import { owner } from '../../e2e/instance';
import { launchChromium } from '../../support/chromium';

const pictures = path.join(projectFolder, 'docs', 'images');

/** n8n's editor in a browser, signed in. */
export interface Session {
  n8n: Harness;
  page: Page;
  /** Keeps what is seen for the documentation, as `docs/images/<name>.png`. */
  picture: (name: string, what?: Locator) => Promise<void>;
  close(): Promise<void>;
}

/** The editor loads a megabyte of scripts on a machine that may be busy. */
const patienceMs = 45_000;

export async function openSession(options: { dark?: boolean } = {}): Promise<Session> {
  selectors.setTestIdAttribute('data-test-id');
  const n8n = await sharedN8n();
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await n8n.close();
  };
  try {
    browser = await launchChromium();
    const context = await browser.newContext({
      baseURL: n8n.rest.url,
      viewport: { width: 1360, height: 850 },
      colorScheme: options.dark ? 'dark' : 'light',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const { email, password } = owner;
    await context.request.post('/rest/login', { data: { emailOrLdapLoginId: email, password } });
    return {
      n8n,
      page,
      picture: async (name, what) => {
        await mkdir(pictures, { recursive: true });
        await (what ?? page).screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
