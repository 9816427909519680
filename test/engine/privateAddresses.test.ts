import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { closedPort } from '../support/closedPort';
import { type Engine, startEngine } from './engine';
import { apikley, credentialsFor, elkapi, nodesUnderTest } from './setting';

/* The services have public names here, which a proxy leads to the emulator. Private addresses are asked directly. */

const { text } = fixtureNamed('german.mp3');
const publicName = (url: string) => url.replace(/127\.0\.0\.1:(\d+)/, 'service-$1.example.com');

let emulator: Emulator;
let engine: Engine;
let proxy: Server;
let inside: Server;
let insideUrl: string;
const askedInside: string[] = [];

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${z.custom<AddressInfo>().parse(server.address()).port}`;
}

beforeAll(async () => {
  inside = createServer(({ url = '' }, response) => {
    askedInside.push(url);
    response.setHeader('content-type', 'audio/mpeg').end(fixtureBytes('german.mp3'));
  });
  insideUrl = await listening(inside);
  proxy = createServer((incoming, response) => {
    const { hostname, pathname, search } = new URL(incoming.url ?? '');
    const port = /^service-(\d+)\.example\.com$/.exec(hostname)?.[1];
    if (port === undefined) {
      response.writeHead(302, { location: pathname === '/loop' ? '/in' : `${insideUrl}/call.mp3` }).end();
      return;
    }
    const { method, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port, path: pathname + search, method, headers }, (answer) =>
      answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)),
    );
    incoming.pipe(onward);
  });
  process.env.HTTP_PROXY = await listening(proxy);
  process.env.NO_PROXY = '127.0.0.1,localhost';
  emulator = await startEmulator();
  const { urls, keys } = emulator;
  const outside = {
    ...urls,
    apikley: publicName(urls.apikley),
    elkapi: publicName(urls.elkapi),
    balance: publicName(urls.balance),
  };
  engine = await startEngine(nodesUnderTest(), 'filesystem', credentialsFor({ urls: outside, keys }));
});
afterAll(async () => {
  delete process.env.HTTP_PROXY;
  delete process.env.NO_PROXY;
  engine.close();
  await emulator.stop();
  await Promise.all([proxy, inside].map((server) => new Promise((closed) => server.close(closed))));
});
beforeEach(async () => {
  askedInside.length = 0;
  await emulator.control.reset();
});

const fromUrl = (audioUrl: string) => ({ audioFrom: 'url', audioUrl });

describe.each([
  ['ElkAPI', elkapi],
  ['Apikley', apikley],
])(
  'a public %s',
  (_name, parametersOf: (own: INodeParameters, options?: INodeParameters) => INodeParameters) => {
    const run = (audioUrl: string, options: INodeParameters = {}) =>
      engine.run({ parameters: parametersOf(fromUrl(audioUrl), options) }, [{}]);

    test.each([
      ['an address inside', () => `${insideUrl}/call.mp3`],
      ['a redirect from outside to the inside', () => 'http://files.example.com/call.mp3'],
      ['two redirects, of which the second leads inside', () => 'http://files.example.com/loop'],
      ['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
      ['an address in decimal', () => insideUrl.replace('127.0.0.1', '2130706433')],
    ])('gets nothing from %s', async (_what, urlOf) => {
      const { error } = await run(urlOf());
      expect(error?.message).toContain('an address inside your own network');
      expect(error?.description).toContain('Allow Private Addresses');
      expect(askedInside).toEqual([]);
      expect(await emulator.control.charged()).toEqual([]);
    });

    test('does not show which ports are open', async () => {
      const closed = `${await closedPort()}/call.mp3`;
      const [open, shut] = [await run(`${insideUrl}/call.mp3`), await run(closed)];
      const withoutPort = (message = '') => message.replace(/:\d+/, '');
      expect(withoutPort(shut.error?.message)).toBe(withoutPort(open.error?.message));
    });

    test('gets a recording from the inside if the user allows it', async () => {
      const { outputs } = await run(`${insideUrl}/call.mp3`, { allowPrivateAddresses: true });
      expect(outputs[0]?.[0]?.json).toMatchObject({ text });
      expect(askedInside).not.toEqual([]);
    });
  },
);

test('a recording behind a redirect to the inside is not left to Apikley, either', async () => {
  const parameters = apikley({ ...fromUrl('http://files.example.com/call.mp3'), mode: 'submit' });
  const { error } = await engine.run({ parameters }, [{}]);
  expect(error?.message).toContain('it leads to an address inside your own network');
  expect(await emulator.control.requests()).toEqual([]);
});
