import { createServer, type ServerResponse } from 'node:http';

/** What the server gives, by path. */
export interface Served {
  '/page.html': string;
  '/recording.wav': Buffer;
}

export interface PageServer {
  /** Without a slash at the end. */
  origin: string;
  close: () => void;
}

/**
 * Serves a page at /page.html, the same at /sandboxed.html as servers do that trust no page, and its recording. What
 * the sandbox allows is in the query.
 *
 * @param elsewhere where /moved.wav leads to
 */
export async function servePage(served: () => Served, elsewhere = ''): Promise<PageServer> {
  const server = createServer(({ url, headers }, response) => {
    const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost');
    if (pathname === '/recording.wav') sendRange(response, served()['/recording.wav'], headers.range);
    else if (pathname === '/moved.wav') response.writeHead(302, { location: elsewhere }).end();
    else if (pathname === '/page.html' || pathname === '/sandboxed.html') {
      if (pathname === '/sandboxed.html')
        response.setHeader('content-security-policy', `sandbox ${searchParams.get('allow') ?? ''}`);
      response.setHeader('content-type', 'text/html').end(served()['/page.html']);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Browsers jump only in recordings whose server answers with ranges. */
function sendRange(response: ServerResponse, content: Buffer, range = ''): void {
  response.setHeader('content-type', 'audio/wav');
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  if (from === undefined) return void response.end(content);
  const end = to ? Number(to) + 1 : content.length;
  const part = content.subarray(Number(from), end);
  response.writeHead(206, { 'content-range': `bytes ${from}-${end - 1}/${content.length}` }).end(part);
}
