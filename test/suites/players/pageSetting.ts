import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { webPage } from '../../../transcription/formats/webPage/webPage';
import type { Transcript } from '../../../transcription/transcript';
import { launchChromium } from '../../support/chromium';
import { noiseWav } from '../../support/wav';
import { usual } from '../../transcription/formats/transcripts';
import { BrowserPage } from './browserPage';
import { servePage } from './pageServer';
import { conversation } from './pageTranscripts';

/** What differs from a page about the conversation whose recording can be played. */
interface PageParts {
  transcript?: Transcript;
  recordingPath?: string;
  /** The end of the address, from `#` on. */
  hash?: string;
}

/** A browser, and servers for pages and recordings. */
export interface PageSetting {
  origin: string;
  /** Opens the page as a file that somebody got by e-mail. */
  openFile(options?: BrowserContextOptions, parts?: PageParts): Promise<BrowserPage>;
  /** Opens the page about the conversation at a path of the server. */
  openServed(path: string): Promise<BrowserPage>;
  close(): Promise<void>;
}

export async function openPageSetting(): Promise<PageSetting> {
  const folder = mkdtempSync(join(tmpdir(), 'transcribe-page-'));
  const browser = await launchChromium();
  const recording = noiseWav(300);
  let page = '';
  const served = () => ({ '/page.html': page, '/recording.wav': recording });
  const otherServer = await servePage(served);
  const server = await servePage(served, `${otherServer.origin}/recording.wav`);
  const write = (transcript: Transcript, recordingPath: string) => {
    const recordingUrl = server.origin + recordingPath;
    page = webPage(transcript, { ...usual, audioEvents: true, title: 'Interview', recordingUrl });
  };
  return {
    origin: server.origin,
    openFile: (options = {}, parts = {}) => {
      const { transcript = conversation, recordingPath = '/recording.wav', hash = '' } = parts;
      write(transcript, recordingPath);
      const file = join(folder, 'page.html');
      writeFileSync(file, page);
      return BrowserPage.open(browser, pathToFileURL(file).href + hash, options);
    },
    openServed: (path) => {
      write(conversation, '/recording.wav');
      return BrowserPage.open(browser, server.origin + path);
    },
    close: async () => {
      await browser.close();
      server.close();
      otherServer.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The time at the paragraph that is being played, as an expression for the page. */
export const playing = "(document.querySelector('[aria-current]')?.querySelector('time').textContent ?? '')";
