import { createServer } from 'node:net';
import path from 'node:path';

import { n8nEnvironment } from '../../playground/environment';
import { startOptions } from '../../playground/options';
import { freePort, isPortFree, portInUseMessage } from '../../playground/ports';
import { n8n1, n8n2 } from '../../playground/release';
import { welcome } from '../../playground/welcome';

describe('the port', () => {
  test('is n8n’s own when none is asked for', () => {
    expect(startOptions([], {})).toEqual({ port: 5678, open: true });
  });

  test('comes from the option before it comes from PORT', () => {
    expect(startOptions([], { PORT: '6000' })).toMatchObject({ port: 6000 });
    expect(startOptions(['--port', '6001'], { PORT: '6000' })).toMatchObject({ port: 6001 });
  });

  test.each([['abc'], ['0'], ['70000'], ['1.5']])('cannot be %s', (port) => {
    expect(() => startOptions([`--port=${port}`], {})).toThrow(`"${port}" is not a port`);
  });

  test('that is taken is noticed, and another one offered', async () => {
    const port = await freePort();
    expect(await isPortFree(port)).toBe(true);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await isPortFree(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(portInUseMessage(5678)).toContain('npm start -- --port 5688');
  });
});

test('the browser stays closed when asked to', () => {
  expect(startOptions(['--no-open'], {})).toEqual({ port: 5678, open: false });
});

test('an option that does not exist is answered with the usage', () => {
  expect(() => startOptions(['--ports', '1'], {})).toThrow('Usage: npm start');
});

describe('n8n’s environment', () => {
  const options = {
    release: n8n2,
    userFolder: 'state',
    port: 5678,
    brokerPort: 5679,
    binaryMode: 'filesystem',
  } as const;

  test('carries no key and no setting of another n8n', () => {
    const environment = n8nEnvironment(options, {
      APIKLEY_API_KEY: 'a key',
      ELKAPI_API_KEY: 'a key',
      N8N_ENCRYPTION_KEY: 'a key',
      DB_TYPE: 'postgresdb',
      EXECUTIONS_MODE: 'queue',
      NODE_ENV: 'test',
      LANG: 'C.UTF-8',
    });
    expect(Object.values(environment)).not.toContain('a key');
    for (const name of ['DB_TYPE', 'EXECUTIONS_MODE', 'NODE_ENV'])
      expect(environment).not.toHaveProperty(name);
    expect(environment).toMatchObject({ LANG: 'C.UTF-8', N8N_PORT: '5678', N8N_USER_FOLDER: 'state' });
  });

  test('puts the pinned Node.js first, for the task runner', () => {
    for (const release of [n8n1, n8n2]) {
      const { PATH } = n8nEnvironment({ ...options, release }, { PATH: 'usual' });
      expect(PATH).toBe([path.dirname(release.nodeBinary), 'usual'].join(path.delimiter));
    }
  });

  test('keeps a proxy away from this machine', () => {
    expect(n8nEnvironment(options, { NO_PROXY: 'intranet' }).NO_PROXY).toBe('intranet,127.0.0.1,localhost');
  });

  test('lets the caller have the last word', () => {
    const extra = { N8N_DEFAULT_BINARY_DATA_MODE: 'default' };
    expect(n8nEnvironment({ ...options, extra }, {}).N8N_DEFAULT_BINARY_DATA_MODE).toBe('default');
  });
});

test('the welcome names the address, the log-in, what answers and what to try', () => {
  const text = welcome({
    url: 'http://127.0.0.1:5678',
    startUrl: 'http://127.0.0.1:5678/workflow/abc',
    arrivedUrl: 'http://127.0.0.1:5705',
    recordingsFolder: '/the/recordings',
    owner: { email: 'demo@example.com', password: 'a-Password-1', firstName: 'Demo', lastName: 'Owner' },
    services: ['Apikley: emulated'],
    examples: [
      {
        name: 'Voice Note',
        nodes: [],
        connections: {},
        active: false,
        meta: { description: 'Press Execute.' },
      },
    ],
  });
  for (const part of [
    'http://127.0.0.1:5678',
    'http://127.0.0.1:5678/workflow/abc',
    'http://127.0.0.1:5705',
    '/the/recordings',
    'demo@example.com',
    'a-Password-1',
    'Apikley: emulated',
    '• Voice Note',
    'Press Execute.',
  ]) {
    expect(text).toContain(part);
  }
});
