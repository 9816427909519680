import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

export class ApikleyApi implements ICredentialType {
  name = 'apikleyApi';
  displayName = 'Apikley API';
  icon: Icon = { light: 'file:apikley.svg', dark: 'file:apikley.dark.svg' };
  documentationUrl = 'https://app.apikley.ru/keys';

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      hint: 'Log in to Apikley, and copy the key from https://app.apikley.ru/keys.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      required: true,
      default: 'https://api.apikley.ru',
      description: 'Change it only if your requests go through a gateway of your own',
    },
    {
      displayName: 'Signed Callbacks',
      name: 'signedCallbacks',
      type: 'boolean',
      default: false,
      description:
        "Whether to enter the key for an Apikley Trigger that accepts Signed Callbacks. Most workflows don't need it.",
    },
    {
      displayName: 'Webhook HMAC Key',
      name: 'webhookHmacSecret',
      type: 'string',
      typeOptions: { password: true },
      displayOptions: { show: { signedCallbacks: [true] } },
      default: '',
      description: 'The key that Apikley signs its callbacks with',
    },
    {
      // n8n drops the values of fields that are not there. Credentials made before have the key, but not the switch.
      displayName: 'Webhook HMAC Key',
      name: 'webhookHmacSecret',
      type: 'hidden',
      typeOptions: { password: true },
      displayOptions: { show: { signedCallbacks: [false] } },
      default: '',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{ $credentials.apiKey }}' } },
  };

  // Apikley reports a wrong key as HTTP 200 with an error code in the body, and n8n takes any 200 as success.
  // A rule can only compare a field with one value, hence one rule per failure.
  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{ $credentials.baseUrl.replace(/\\/+$/, "") }}',
      url: '/api/v1/chat/credit',
      disableFollowRedirect: true,
    },
    rules: [
      rule('code', 401, 'Apikley did not accept the API key'),
      rule('code', 402, 'The Apikley account does not have enough credits'),
      rule('code', 429, 'Apikley takes no more requests for the moment. Try again in a minute.'),
      rule('code', 455, 'Apikley is under maintenance. Try again later.'),
      rule('code', 500, 'Apikley had a server error. Try again later.'),
      rule('data', null, 'Apikley did not answer with a balance. Check the API key and the Base URL.'),
      rule('data', undefined, 'Apikley did not answer with a balance. Check the API key and the Base URL.'),
    ],
  };
}

function rule(key: string, value: unknown, message: string) {
  return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}
