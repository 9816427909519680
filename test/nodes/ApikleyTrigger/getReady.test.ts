import './useSmallN8n';
import { SmallN8n } from './smallN8n';

let n8n: SmallN8n;
beforeEach(() => {
  n8n = new SmallN8n();
});

describe('a trigger that accepts signed callbacks, without a key to verify them,', () => {
  beforeEach(() => {
    n8n.parameters.accept = 'signature';
  });

  test.each(['activate', 'update', 'create', 'manual'])(
    'is not activated (%s), and says why',
    async (activation) => {
      await expect(n8n.open(activation)).rejects.toMatchObject({
        name: 'NodeOperationError',
        message:
          'Accept is set to Signed Callbacks, but the credential has no Webhook HMAC Key, so no callback can be checked. Open the credential, turn Signed Callbacks on, and fill in the key that the Apikley account shows, or set Accept to Tasks of Transcribe Nodes.',
      });
    },
  );

  test.each(['init', 'leadershipChange'])(
    'keeps its URL when n8n starts (%s), with a line in the log',
    async (activation) => {
      await n8n.open(activation);
      expect(n8n.log).toHaveLength(1);
      expect(n8n.log[0]).toContain('refuses all callbacks');
      expect(n8n.log[0]).toContain('Webhook HMAC Key');
    },
  );

  test('is activated with the key', async () => {
    n8n.credential.webhookHmacSecret = 'key';
    await n8n.open('activate');
    expect(n8n.log).toEqual([]);
  });
});

test.each(['tickets', 'anyTask'])('a trigger that accepts %s needs no such key', async (accept) => {
  n8n.parameters.accept = accept;
  await n8n.open('activate');
});

test('activating it again writes nothing that n8n would have to store', async () => {
  await n8n.open('activate');
  const { ticketKeys } = n8n.staticData;
  await n8n.open('update');
  expect(n8n.staticData.ticketKeys).toBe(ticketKeys);
});
