import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

export class ElkApi implements ICredentialType {
  name = 'elkApi';
  displayName = 'Elk API';
  icon: Icon = { light: 'file:elkapi.svg', dark: 'file:elkapi.dark.svg' };
  documentationUrl = 'https://elkapi.com';

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      hint: 'Log in at https://elkapi.com, and copy the key from your account.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      required: true,
      default: 'https://api.elkapi.com/v1',
      description: 'Ends in /v1. Change it only if your requests go through a gateway of your own.',
    },
    {
      displayName: 'Balance URL',
      name: 'balanceUrl',
      type: 'string',
      default: 'https://query.elkapi.com',
      description: 'The address for Get Balance, because ElkAPI reports the balance from another host',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{ $credentials.apiKey }}' } },
  };

  // The gateway may report an error with HTTP 200. The body then lacks the list of models, as with a wrong key, about
  // which n8n would only say "Unauthorized". n8n also supports rules for statuses, but takes only one kind of rule per
  // credential, so one message has to fit whatever came instead of the list.
  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{ $credentials.baseUrl.replace(/\\/+$/, "") }}',
      url: '/models',
      disableFollowRedirect: true,
      ignoreHttpStatusErrors: true,
    },
    rules: [
      {
        type: 'responseSuccessBody',
        properties: {
          key: 'data',
          value: undefined,
          message:
            'ElkAPI did not accept the API key, or does not answer at this Base URL (it ends in /v1). Check both; if they are right, try again later.',
        },
      },
    ],
  };
}
