import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { containing } from '../emulator/matchers';
import { apikley, elkapi, openSetting, type Setting } from './setting';

/* The clouds can't be reached from a test, so a proxy answers for them. */

const { text } = fixtureNamed('german.mp3');
const asked: string[] = [];
let proxy: Server;
let setting: Setting;

beforeAll(async () => {
  proxy = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url.includes('1drv.ms')) {
      response.writeHead(302, { location: 'http://files.example.com/call.mp3' }).end();
    } else if (url.includes('/private.mp3'))
      response.setHeader('content-type', 'text/html').end('<!doctype html>');
    else response.setHeader('content-type', 'audio/mpeg').end(fixtureBytes('german.mp3'));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = z.custom<AddressInfo>().parse(proxy.address());
  process.env.HTTP_PROXY = `http://127.0.0.1:${port}`;
  process.env.NO_PROXY = '127.0.0.1,localhost';
  setting = await openSetting('filesystem');
});
afterAll(async () => {
  delete process.env.HTTP_PROXY;
  delete process.env.NO_PROXY;
  await setting.close();
  await new Promise((closed) => proxy.close(closed));
});
beforeEach(async () => {
  asked.length = 0;
  await setting.emulator.control.reset();
});

const fromUrl = (audioUrl: string) => ({ audioFrom: 'url', audioUrl });

describe('a share link as Audio URL', () => {
  test('is fetched at its direct address and sent to ElkAPI', async () => {
    const parameters = elkapi(fromUrl('http://www.dropbox.com/s/a1b2/call.mp3?dl=0'));
    const { outputs } = await setting.engine.run({ parameters }, [{}]);
    expect(asked).toEqual(['http://www.dropbox.com/s/a1b2/call.mp3?dl=1']);
    expect(outputs[0]?.[0]?.json).toMatchObject({ text, fileName: 'call.mp3' });
  });

  test('that gives a page costs nothing and says what to do', async () => {
    const parameters = elkapi(fromUrl('http://www.dropbox.com/s/a1b2/private.mp3?dl=0'));
    const { error } = await setting.engine.run({ parameters }, [{}]);
    expect(error?.message).toMatch(/the address leads to a web page, not to a file\.$/);
    expect(error).toMatchObject({ description: containing("n8n's Dropbox node") });
    expect(await setting.emulator.control.charged()).toEqual([]);
  });

  test('is handed to Apikley as the direct address', async () => {
    const audio = fromUrl('https://drive.google.com/file/d/1aB_c-D2/view?usp=sharing');
    const parameters = apikley({ ...audio, mode: 'submit' }, { prepareRecordings: 'never' });
    await setting.engine.run({ parameters }, [{}]);
    const [request] = await setting.emulator.control.requests();
    expect(JSON.stringify(request)).toContain(
      'https://drive.usercontent.google.com/download?id=1aB_c-D2&export=download&confirm=t',
    );
  });

  test('that only leads on is fetched here, and its file sent to Apikley', async () => {
    const parameters = apikley(fromUrl('http://1drv.ms/u/s!AjIx'));
    const { outputs } = await setting.engine.run({ parameters }, [{}]);
    expect(asked).toEqual(['http://1drv.ms/u/s!AjIx', 'http://files.example.com/call.mp3']);
    expect(outputs[0]?.[0]?.json).toMatchObject({ text, fileName: 'call.mp3' });
    expect(await setting.emulator.control.counts()).toMatchObject({ upload: 1 });
  });
});
