import { NodeHelpers } from 'n8n-workflow';
import { ApikleyApi } from '../../credentials/ApikleyApi.credentials';

/** What n8n hands to a node of the data that a credential was saved with. */
const resolved = (data: Record<string, string | boolean>) =>
  NodeHelpers.getNodeParameters(new ApikleyApi().properties, data, true, false, null, null);

const key = { webhookHmacSecret: 'hmac-of-the-account' };

test('a credential for Apikley keeps its HMAC key, also from before there was a switch for it', () => {
  expect(resolved({ apiKey: 'sk', ...key })).toMatchObject(key);
  expect(resolved({ apiKey: 'sk', signedCallbacks: true, ...key })).toMatchObject(key);
});

test('the HMAC key is shown only once it is switched on, and is a password wherever it is', () => {
  const shown = (signedCallbacks: boolean) =>
    new ApikleyApi().properties.filter(
      (property) =>
        property.name === 'webhookHmacSecret' &&
        NodeHelpers.displayParameter({ signedCallbacks }, property, null, null),
    );
  expect(shown(true)).toMatchObject([{ type: 'string', typeOptions: { password: true } }]);
  expect(shown(false)).toMatchObject([{ type: 'hidden', typeOptions: { password: true } }]);
});
