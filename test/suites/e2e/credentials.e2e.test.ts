import { type Harness, sharedN8n } from './harness';

let n8n: Harness;
const refusedByElkApi =
  'ElkAPI did not accept the API key, or does not answer at this Base URL (it ends in /v1). Check both; if they are right, try again later.';

beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

async function tested(type: 'apikleyApi' | 'elkApi', data: Record<string, string>) {
  const credential = { name: `Tested ${type}`, type, data };
  const { id } = await n8n.rest.createCredential(credential);
  return await n8n.rest.testCredential(id, credential);
}

const apikley = (apiKey: string) => tested('apikleyApi', { apiKey, baseUrl: n8n.emulator.urls.apikley });
const elkapi = (apiKey: string) =>
  tested('elkApi', { apiKey, baseUrl: n8n.emulator.urls.elkapi, balanceUrl: n8n.emulator.urls.balance });

describe("n8n's test of a credential", () => {
  test('accepts a right Apikley key', async () => {
    expect((await apikley(n8n.emulator.keys.apikley)).status).toBe('OK');
  });

  test.each(['envelope', 'http'] as const)(
    'refuses a wrong Apikley key, reported as %s error',
    async (apikleyErrors) => {
      await n8n.control.setFacts({ apikleyErrors });
      expect((await apikley('wrong')).status).toBe('Error');
    },
  );

  test('says that Apikley did not accept the key, although it answered HTTP 200', async () => {
    expect(await apikley('wrong')).toEqual({
      status: 'Error',
      message: 'Apikley did not accept the API key',
    });
  });

  test('sees any other error of Apikley inside an HTTP 200', async () => {
    await n8n.control.addFault({ on: 'credit', action: { kind: 'envelope', code: 418, msg: 'teapot' } });
    expect((await apikley(n8n.emulator.keys.apikley)).status).toBe('Error');
  });

  test('accepts a right ElkAPI key', async () => {
    expect((await elkapi(n8n.emulator.keys.elkapi)).status).toBe('OK');
  });

  test('refuses a wrong ElkAPI key', async () => {
    expect(await elkapi('sk-wrong')).toEqual({ status: 'Error', message: refusedByElkApi });
  });

  test('does not blame the key alone when ElkAPI has trouble', async () => {
    await n8n.control.addFault({ on: 'models', action: { kind: 'http', status: 503 } });
    expect(await elkapi(n8n.emulator.keys.elkapi)).toEqual({ status: 'Error', message: refusedByElkApi });
  });

  test('sees an error of ElkAPI inside an HTTP 200', async () => {
    await n8n.control.addFault({
      on: 'models',
      action: { kind: 'openaiError', status: 200, message: 'This token is disabled' },
    });
    expect(await elkapi(n8n.emulator.keys.elkapi)).toEqual({
      status: 'Error',
      message: refusedByElkApi,
    });
  });
});
