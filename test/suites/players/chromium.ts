import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import { z } from 'zod';

import { launchChromium } from '../../support/chromium';
import type { SubtitleFile } from './subtitleFiles';

const tracksSchema = z.array(
  z.array(
    z.object({
      startMs: z.number(),
      endMs: z.number(),
      /** The text on the screen. */
      shown: z.string(),
      voices: z.array(z.string()),
    }),
  ),
);

export type Track = z.infer<typeof tracksSchema>[number];

/** Loads WebVTT files as tracks of videos on a page. */
export async function playInChromium(files: readonly SubtitleFile[]): Promise<Track[]> {
  const server = await serve(files);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(addressOf(server));
    const urls = files.map((_, index) => `/${index}.vtt`);
    return tracksSchema.parse(await page.evaluate(`readTracks(${JSON.stringify(urls)})`));
  } finally {
    await browser.close();
    server.close();
  }
}

async function serve(files: readonly SubtitleFile[]): Promise<Server> {
  const page = await readFile(join(__dirname, 'page.html'));
  const server = createServer(({ url = '/' }, response) => {
    const file = files[Number(/^\/(\d+)\.vtt$/.exec(url)?.[1])];
    if (file) response.setHeader('content-type', 'text/vtt').end(file.content);
    else response.setHeader('content-type', 'text/html').end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/` : '';
}
