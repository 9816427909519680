import { type Fault, faultsOf } from '../faults/faults';
import { type Harness, sharedN8n } from './harness';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

const bothServices = [
  { type: 'apikleyApi', on: 'credit', dialect: 'envelope' },
  { type: 'elkApi', on: 'models', dialect: 'openai' },
] as const;

/**
 * n8n's own credential test waits five minutes for an answer, reads any amount of data, and reports an empty list as
 * an internal error.
 */
const bearable = ({ name, slow, heavy }: Fault) => !slow && !heavy && name !== 'wrong shape: []';

const elsewhere = () => `${n8n.emulator.urls.files}/elsewhere`;

describe.each(bothServices)("n8n's test of a credential of type $type", ({ type, on, dialect }) => {
  const names = faultsOf(dialect, { url: '' })
    .filter(bearable)
    .map(({ name }) => name);

  const tested = async () => {
    const { urls, keys } = n8n.emulator;
    const service = type === 'apikleyApi' ? 'apikley' : 'elkapi';
    const data = { apiKey: keys[service], baseUrl: urls[service], balanceUrl: urls.balance };
    const credential = { name: `Faulty ${type}`, type, data };
    const { id } = await n8n.rest.createCredential(credential);
    return await n8n.rest.testCredential(id, credential);
  };

  test.each(names)('answers in words, shows no key and follows nowhere: %s', async (name) => {
    const fault = faultsOf(dialect, { url: elsewhere() }).find((one) => one.name === name);
    if (fault === undefined) throw new Error(`There is no fault ${name}`);
    await n8n.control.addFault({ on, action: fault.action, times: null });
    const { status, message } = await tested();
    const { apikley, elkapi } = n8n.emulator.keys;
    for (const key of [apikley, elkapi]) expect(message).not.toContain(key);
    expect(['OK', 'Error']).toContain(status);
    // A wrong shape that contains the fields of a good answer is accepted.
    if (!name.startsWith('wrong shape')) expect(status).toBe('Error');
    expect((await n8n.control.counts()).unknown).toBeUndefined();
  });
});
